//! The two packages, `dist/chromium` and `dist/firefox`, from one source.
//!
//! Policy: one manifest; each browser's differences are a patch (RFC 7386) in `manifest.<browser>.json`.
//! Scripts named by HTML pages are bundled as modules, scripts that are injected as classic scripts;
//! everything that is no script is copied. The JavaScript encoding of the core goes to Chromium only, and the bytes of
//! the other as scripts; Firefox gets them as files.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::say::{Outcome, read_text, root, run, step, write};
use crate::{build, machine};

/// Scripts that are injected, bundled as classic ones, and the browser that alone gets them, if any.
const INJECTED: [(&str, &str); 9] = [
    ("content/boot.js", ""),
    ("content/boot/gate.js", ""),
    ("content/boot/strip.js", ""),
    ("content/boot/models.js", "chromium"),
    ("content/boot/module.js", "chromium"),
    ("content/boot/bytes.js", "firefox"),
    ("content/boot/wasm.js", ""),
    (SECOND, "chromium"),
    ("content/main.js", ""),
];
/// The one that holds the second encoding.
const SECOND: &str = "content/boot/script.js";
/// What Firefox's background sends to a page (`extension/carriers.js`): where it is built, and where it is packed.
const CARRIED: [(&str, &str); 2] =
    [("models.bin", "core/models.bin"), ("wasm/galley_bg.wasm", "core/galley.wasm")];

/// Builds the core and both packages.
pub fn packages(args: &[String]) -> Outcome {
    if let Some(unknown) = args.iter().find(|a| *a != "--quick") {
        return Err(format!("build knows --quick only (leaves the second encoding out), not {unknown}"));
    }
    machine::tools()?;
    build::wasm()?;
    let quick = args.iter().any(|a| a == "--quick");
    if !quick {
        build::script()?;
    }
    step("bundling the packages", || {
        write(&build::folder().join("models.bin"), models()?)?;
        for browser in ["chromium", "firefox"] {
            package(browser, !quick)?;
        }
        demo()
    })
}

/// The models' bytes as the core reads them.
fn models() -> Outcome<Vec<u8>> {
    let path = root().join("models/galley.bin");
    if path.exists() { crate::say::read(&path) } else { Ok(Vec::new()) }
}

/// Where a browser's package stands.
pub fn folder(browser: &str) -> PathBuf {
    root().join("dist").join(browser)
}

/// `both`: with the second encoding, where that is shipped.
fn package(browser: &str, both: bool) -> Outcome {
    let (from, out) = (root().join("extension"), folder(browser));
    if out.exists() {
        std::fs::remove_dir_all(&out).map_err(|e| format!("{} cannot be emptied: {e}", out.display()))?;
    }
    let mut manifest = manifest(&from.join("manifest.json"))?;
    merge(&mut manifest, self::manifest(&from.join(format!("manifest.{browser}.json")))?);
    let written = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
    write(&out.join("manifest.json"), written + "\n")?;
    let mut modules = vec!["background.js".to_string()];
    copy(&from, &from, &out, &mut modules)?;
    bundle(browser, "esm", &modules, &from, &out)?;
    let injected: Vec<String> = INJECTED
        .iter()
        .filter(|(script, only)| {
            from.join(script).exists() && (only.is_empty() || *only == browser) && (*script != SECOND || both)
        })
        .map(|(script, _)| (*script).to_string())
        .collect();
    bundle(browser, "iife", &injected, &from, &out)?;
    for script in &injected {
        // One sign that is not would have Chromium keep the whole script in twice the bytes.
        if !read_text(&out.join(script))?.is_ascii() {
            return Err(format!("{script} is not all ASCII; a regular expression is not escaped by itself"));
        }
    }
    if browser == "chromium" {
        for css in MARKS {
            write(&out.join(css), of_root(&read_text(&out.join(css))?))?;
        }
    }
    if browser == "firefox" {
        for (built, packed) in CARRIED {
            write(&out.join(packed), crate::say::read(&build::folder().join(built))?)?;
        }
    }
    within_budgets(&out)
}

/// The rules of the marks.
const MARKS: [&str; 2] = ["content/content.css", "content/print.css"];

/// Rules for the highlights of every element as rules for those of the root, which all others inherit in Chromium. It
/// makes a style for each element and each highlight that a rule names; what is inherited is shared. Firefox does not
/// let highlights inherit.
fn of_root(css: &str) -> String {
    const MARK: &str = "::highlight(";
    let mut out = String::with_capacity(css.len());
    for (i, piece) in css.split(MARK).enumerate() {
        if i > 0 {
            let is_bare =
                out.ends_with(|before: char| before.is_whitespace() || before == ',') || out.is_empty();
            out.push_str(if is_bare { ":root" } else { "" });
            out.push_str(MARK);
        }
        out.push_str(piece);
    }
    out
}

/// What a reader's browser must take in, compressed as in the package: the scripts put into a page, without
/// the core and its models, and the popup with all it loads. Names, files, bytes.
const BUDGETS: [(&str, &[&str], u64); 3] = [
    ("the content script", &["content/boot/gate.js", "content/main.js"], 25_000),
    ("the overview strip, where it is turned on", &["content/boot/strip.js"], 2_500),
    ("the popup", &["popup/popup.html", "popup/popup.css", "popup/popup.js", "ui/ui.css"], 40_000),
];

/// Fails when a part has outgrown its budget.
fn within_budgets(out: &Path) -> Outcome {
    for (part, files, most) in BUDGETS {
        let paths: Vec<String> = files.iter().map(|file| out.join(file).display().to_string()).collect();
        let mut args = vec!["xtask/drive/gzip.js", part];
        let limit = most.to_string();
        args.push(&limit);
        args.extend(paths.iter().map(String::as_str));
        run("node", &args)?;
    }
    Ok(())
}

/// The demo: one page, one script, no extension.
fn demo() -> Outcome {
    let from = root().join("www");
    let out = root().join("dist/www");
    write(&out.join("index.html"), crate::say::read(&from.join("index.html"))?)?;
    bundle("demo", "esm", &["demo.js".into()], &from, &out)
}

fn manifest(path: &Path) -> Outcome<Value> {
    if !path.exists() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    serde_json::from_str(&read_text(path)?).map_err(|e| format!("{} is no JSON: {e}", path.display()))
}

/// A merge patch: objects are merged, null removes, everything else replaces.
fn merge(into: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *into = patch;
        return;
    };
    if !into.is_object() {
        *into = Value::Object(serde_json::Map::new());
    }
    if let Some(fields) = into.as_object_mut() {
        for (name, value) in patch {
            if value.is_null() {
                fields.shift_remove(&name);
            } else {
                merge(fields.entry(name).or_insert(Value::Null), value);
            }
        }
    }
}

/// Copies everything but scripts and manifests; scripts that pages name are collected.
fn copy(top: &Path, from: &Path, out: &Path, modules: &mut Vec<String>) -> Outcome {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(from)
        .map_err(|e| format!("{} cannot be listed: {e}", from.display()))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    entries.sort();
    for path in entries {
        let inside = path.strip_prefix(top).unwrap_or(&path).to_path_buf();
        if path.is_dir() {
            copy(top, &path, out, modules)?;
            continue;
        }
        let name = inside.display().to_string();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if matches!(extension, "js" | "ts" | "md")
            || (inside.components().count() == 1 && name.starts_with("manifest"))
        {
            continue;
        }
        if extension == "html" {
            let folder = inside.parent().unwrap_or(Path::new("")).to_path_buf();
            for script in scripts(&read_text(&path)?) {
                let script = folder.join(script).display().to_string();
                if !modules.contains(&script) {
                    modules.push(script);
                }
            }
        }
        write(&out.join(&inside), crate::say::read(&path)?)?;
    }
    Ok(())
}

/// The relative `src` of every script element of a page of ours.
fn scripts(html: &str) -> Vec<String> {
    html.split("<script")
        .skip(1)
        .filter_map(|tag| tag.split_once('>').map(|(attributes, _)| attributes))
        .filter_map(|attributes| {
            attributes.split_once("src=\"")?.1.split_once('"').map(|(src, _)| src.to_string())
        })
        .collect()
}

/// Preact without `dangerouslySetInnerHTML`: nothing of ours parses markup, and add-on reviewers (and
/// `web-ext lint`) rightly stop at any assignment to `innerHTML`.
fn plain_preact() -> Outcome<PathBuf> {
    let source = read_text(&root().join("node_modules/preact/dist/preact.mjs"))?;
    let assigned = ".innerHTML=";
    let place = source.find(assigned).filter(|at| !source[at + 1..].contains(assigned));
    let at = place.ok_or("preact no longer assigns innerHTML exactly once; look at what it does now")?;
    // The left side is one minified name, the right side `name.__html`.
    let end = source[at..].find("__html").map(|i| at + i + "__html".len());
    let end = end.ok_or("preact assigns innerHTML in another way than before; look at what it does now")?;
    let plain = [&source[..at - 1], "0", &source[end..]].concat();
    let path = build::folder().join("preact.mjs");
    write(&path, plain)?;
    Ok(path)
}

fn bundle(browser: &str, format: &str, entries: &[String], from: &Path, out: &Path) -> Outcome {
    let entries: Vec<&String> = entries.iter().filter(|e| from.join(e).exists()).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let mut args: Vec<String> = entries.iter().map(|e| from.join(e).display().to_string()).collect();
    args.extend(
        [
            "--bundle",
            "--minify",
            "--charset=ascii",
            "--legal-comments=none",
            "--log-level=warning",
            "--target=chrome128,firefox128",
        ]
        .map(String::from),
    );
    args.extend(
        ["--loader:.wasm=binary", "--loader:.bin=base64", "--loader:.css=text", "--loader:.txt=text"]
            .map(String::from),
    );
    args.push("--log-override:duplicate-object-key=silent".into());
    args.extend([
        format!("--alias:preact={}", plain_preact()?.display()),
        format!("--alias:preact/hooks={}", root().join("node_modules/preact/hooks/dist/hooks.mjs").display()),
    ]);
    args.push(format!("--format={format}"));
    args.push(format!("--define:BROWSER=\"{browser}\""));
    args.extend([format!("--outbase={}", from.display()), format!("--outdir={}", out.display())]);
    if format == "iife" {
        // What an injected script gives back to the background: a promise or a value.
        args.push("--footer:js=globalThis.galleyAnswer;".into());
    }
    run(
        &root().join("node_modules/.bin/esbuild").display().to_string(),
        &args.iter().map(String::as_str).collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_become_those_of_the_root_unless_an_element_is_named() {
        let css = "::highlight(a), ::highlight(b) {}\na[href]::highlight(a) {}";
        assert_eq!(of_root(css), ":root::highlight(a), :root::highlight(b) {}\na[href]::highlight(a) {}");
    }

    #[test]
    fn a_patch_merges_replaces_and_removes() {
        let mut base = serde_json::json!({"a": {"x": 1, "y": 2}, "b": [1], "c": 3});
        merge(&mut base, serde_json::json!({"a": {"y": null, "z": 4}, "b": [2], "c": null}));
        assert_eq!(base, serde_json::json!({"a": {"x": 1, "z": 4}, "b": [2]}));
    }

    #[test]
    fn scripts_of_a_page_are_found() {
        let html = r#"<script type="module" src="popup.js"></script><p><script>x</script>"#;
        assert_eq!(scripts(html), ["popup.js"]);
    }
}
