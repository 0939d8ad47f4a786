//! The core for the browser: WebAssembly, and the same module as JavaScript.
//!
//! Problem: where a page forbids WebAssembly in Chromium, the core must run all the same. Policy: one
//! source, two encodings. The second is the same module translated by `wasm2js`, which knows neither
//! externref tables, bulk memory nor vectors; so it is compiled without them. The WebAssembly encoding uses
//! 128-bit vectors, which every browser the manifest admits has; compilers do not reorder sums of floats
//! for them, so both encodings still give the same bytes (`tests/dom/encodings.test.js`). Each way has a target folder of its
//! own, so that they do not undo each other. Output: `target/web/wasm` and `target/web/script`.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::say::{Outcome, read, read_text, root, run, run_with, step, write};

/// Where the generated core stands.
pub fn folder() -> PathBuf {
    root().join("target/web")
}

/// LLVM is to be sparing with what it puts in where it is called (also where the standard library hints at it), and
/// with unrolling: every tab holds the machine code of the core, most of which are rules that run a few times a
/// sentence. What runs often says so itself (`#[inline(always)]` in the arithmetic of the networks).
const SPARING: &str = "-C llvm-args=-inline-threshold=25 -C llvm-args=-inlinehint-threshold=140 \
                       -C llvm-args=-unroll-runtime=false";

/// Builds the WebAssembly encoding.
pub fn wasm() -> Outcome {
    let out = folder().join("wasm");
    step("compiling the core to WebAssembly", || compile("target", "+simd128"))?;
    step("generating its glue", || {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(root().join("target/wasm32-unknown-unknown/web/galley.wasm"));
        bindgen.web(true).map_err(|e| e.to_string())?;
        glue(bindgen.omit_default_module_path(true).typescript(true), &out)?;
        let script = out.join("galley.js");
        let mended = mended(&read_text(&script)?, &[KEPT])?;
        write(&script, mended)
    })?;
    step("making the module smaller", || {
        let module = out.join("galley_bg.wasm").display().to_string();
        optimise(&module, &module, &["--enable-simd", "--enable-reference-types"])
    })
}

/// Builds the JavaScript encoding.
pub fn script() -> Outcome {
    let out = folder().join("script");
    step("compiling the core for translation", || compile("target/script", "-reference-types,-multivalue"))?;
    step("translating it to JavaScript", || {
        let compiled = read(&root().join("target/script/wasm32-unknown-unknown/web/galley.wasm"))?;
        let mut bindgen = Bindgen::new();
        bindgen.input_bytes("galley", without_features(compiled)?);
        bindgen.bundler(true).map_err(|e| e.to_string())?;
        glue(bindgen.typescript(false), &out)?;
        translate(&out)
    })
}

fn compile(target: &str, features: &str) -> Outcome {
    let args = [
        "build",
        "--quiet",
        "--lib",
        "--package",
        "galley",
        "--profile",
        "web",
        "--no-default-features",
        "--target",
        "wasm32-unknown-unknown",
        "--target-dir",
        target,
    ];
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    run_with(&cargo, &args, &[("RUSTFLAGS", &format!("-C target-feature={features} {SPARING}"))])
}

fn glue(bindgen: &mut Bindgen, out: &Path) -> Outcome {
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(out).map_err(|e| format!("wasm-bindgen: {e:#}"))?;
    // wasm-bindgen copies the scripts that Rust names, and not what those import.
    let named =
        std::fs::read_dir(out.join("snippets")).map_err(|e| format!("the glue has no scripts: {e}"))?;
    for folder in named.filter_map(|e| e.ok().map(|e| e.path().join("src/dom"))).filter(|f| f.exists()) {
        for script in ["leaves.js", "near.js", "nodes.js", "walk.js"] {
            write(&folder.join(script), read(&root().join("src/dom").join(script))?)?;
        }
    }
    Ok(())
}

/// The features that the ready-made standard library declares although this build does not use them:
/// wasm-bindgen would add a second table for them.
const DECLARED: [&str; 2] = ["reference-types", "multivalue"];

/// The module with the named features declared as not used ('+' becomes '-' before the name).
fn without_features(mut module: Vec<u8>) -> Outcome<Vec<u8>> {
    let section = b"target_features";
    let at = module
        .windows(section.len())
        .rposition(|w| w == section)
        .ok_or("the compiled core declares no target features")?;
    for name in DECLARED {
        let prefixed: Vec<u8> =
            [b"+".as_slice(), [u8::try_from(name.len()).unwrap_or(0)].as_slice(), name.as_bytes()].concat();
        let tail = module.get_mut(at..).unwrap_or_default();
        if let Some(place) = tail.windows(prefixed.len()).position(|w| w == prefixed) {
            tail[place] = b'-';
        }
    }
    Ok(module)
}

/// Functions with a single caller are put into it only up to this size (nodes of Binaryen's tree). By itself it
/// puts in all of them, and most of the core becomes one function: a browser compiles that in one long task.
const SMALL: [&str; 2] = ["--one-caller-inline-max-function-size", "100"];

/// `wasm-opt` lowers what JavaScript lacks, `wasm2js` translates, and the translation is mended.
fn translate(out: &Path) -> Outcome {
    let (module, lowered, script) =
        (out.join("galley_bg.wasm"), out.join("lowered.wasm"), out.join("galley_bg.wasm.js"));
    let text = |p: &Path| p.display().to_string();
    let lower =
        ["--llvm-memory-copy-fill-lowering", "--signext-lowering", "--llvm-nontrapping-fptoint-lowering"];
    optimise(&text(&module), &text(&lowered), &lower)?;
    let mut args = vec![binaryen("wasm2js"), text(&lowered), "-O2".into()];
    args.extend(SMALL.map(String::from));
    args.extend(["-o".into(), text(&script)]);
    node(&args)?;
    let translated = read_text(&script)?;
    write(&script, mended(&translated, &MENDED)?)
}

/// Writes what `wasm-opt` makes of a module.
fn optimise(module: &str, into: &str, more: &[&str]) -> Outcome {
    let features = [
        "--enable-bulk-memory",
        "--enable-sign-ext",
        "--enable-nontrapping-float-to-int",
        "--enable-mutable-globals",
    ];
    let mut args = vec![binaryen("wasm-opt"), module.into()];
    args.extend(features.iter().chain(&["-O2"]).chain(&SMALL).chain(more).map(ToString::to_string));
    args.extend(["-o".into(), into.into()]);
    node(&args)
}

/// Where a program of Binaryen's stands.
fn binaryen(name: &str) -> String {
    root().join("node_modules/binaryen/bin").join(name).display().to_string()
}

fn node(args: &[String]) -> Outcome {
    run("node", &args.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What is changed in a script that was made: a place that must be there exactly once, what takes its place, and what
/// it belongs to.
type Mend = (&'static str, &'static str, &'static str);

/// The glue keeps the module, which nobody asks for once it runs; Firefox keeps a copy of its data with it.
const KEPT: Mend = ("    wasmModule = module;\n", "", "kept module");

/// Those of the translation.
const MENDED: [Mend; 5] = [
    // `wasm2js` makes a new buffer and copies all of the old one whenever memory grows, which is by a page at a time:
    // on a long page that was most of the work, and most of what the browser had to clear away. So room is made ahead
    // (what is not used is zeros that no memory stands behind), and how much counts as memory is a number by itself.
    (
        " function __wasm_memory_size() {\n  return buffer.byteLength >> 16;\n }",
        " var pages = buffer.byteLength >> 16;\n function __wasm_memory_size() {\n  return pages;\n }",
        "size of memory",
    ),
    // `transfer` detaches the old buffer. The glue takes a buffer as current until it is detached, and would go on
    // writing to the old one.
    (
        "   var newBuffer = new ArrayBuffer(newPages << 16);\n   var newHEAP8 = new Int8Array(newBuffer);\n   \
         newHEAP8.set(HEAP8);\n",
        "   if (newPages * 65536 <= buffer.byteLength) {\n    pages = newPages;\n    return oldPages;\n   }\n   var newBuffer = \
         buffer.transfer(Math.min(newPages + (newPages >> 1), 65535) * 65536);\n   pages = newPages;\n",
        "memory growth",
    ),
    // A function in brackets is read once; any other is skimmed when the script is read and again when it is
    // called, and this one holds the whole core.
    ("function asmFunc(imports) {", "var asmFunc = (function (imports) {", "module"),
    ("\n}\n\nvar retasmFunc = asmFunc({", "\n});\n\nvar retasmFunc = asmFunc({", "module's end"),
    // The browser decodes the static data at once; a loop in code that nobody has compiled yet takes its time.
    (
        "  function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {\n",
        "  function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {\n    if (typeof \
         Uint8Array.fromBase64 === 'function') return uint8Array.set(Uint8Array.fromBase64(b64), offset);\n",
        "data",
    ),
];

fn mended(script: &str, mends: &[Mend]) -> Outcome<String> {
    let mut script = script.to_owned();
    for (place, instead, what) in mends {
        match script.matches(place).count() {
            1 => script = script.replace(place, instead),
            n => {
                return Err(format!(
                    "the {what} was written {n} times where once was expected; look at {place:?}"
                ));
            }
        }
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_features_are_taken_back_and_nothing_else() {
        let module = b"..+\x0freference-types|target_features\x02+\x0freference-types+\x08sign-ext".to_vec();
        let out = without_features(module).unwrap();
        assert_eq!(out, b"..+\x0freference-types|target_features\x02-\x0freference-types+\x08sign-ext");
        assert!(without_features(b"no section".to_vec()).is_err());
    }

    #[test]
    fn every_place_is_mended_exactly_once_or_nothing_is() {
        let script: String = MENDED.iter().map(|(place, ..)| *place).collect();
        assert!(mended(&script, &MENDED).unwrap().contains("buffer.transfer("));
        assert!(mended("nothing", &MENDED).is_err());
        for (place, ..) in MENDED {
            assert!(mended(&script.replace(place, ""), &MENDED).is_err());
            assert!(mended(&format!("{script}{place}"), &MENDED).is_err());
        }
    }
}
