/** The newsroom application as each framework's own tools build it, and as its server draws it. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { compile } from "svelte/compiler";
import { root } from "./harness.js";
import { first } from "./frameworks.story.js";

const folder = join(root, "tests/extension");

/** @param {"client" | "server"} generate */
const svelte = (generate) => ({
  name: "svelte",
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => ({ contents: compile(await readFile(path, "utf8"), { filename: path, generate }).js.code, loader: "js" }));
  },
});

async function bundle(entry, alias = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, `frameworks.${entry}.js`)], bundle: true, write: false, format: "iife", minify: true, alias, plugins: [svelte("client")],
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" }, logLevel: "silent",
  });
  return outputFiles[0].text;
}

/** What the server's half of a framework makes of the application. @param {string} contents of a module whose default is the markup */
async function drawnBy(contents) {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, write: false, format: "esm", platform: "node", plugins: [svelte("server")], logLevel: "silent" });
  return (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`)).default;
}

/** React and preact take over the plain elements. */
const plain = `<article><h1>The harbour</h1>${first.map((text) => `<p>${text}</p>`).join("")}</article>`;

/** By framework: the script of the page, and the markup as served. @returns {Promise<Record<string, {script: string, served: string}>>} */
export async function applications() {
  const { renderToString } = await import("vue/server-renderer");
  const { createSSRApp } = await import("vue");
  const { Story } = await import("./frameworks.vue.js");
  return {
    react: { script: await bundle("react"), served: plain },
    preact: { script: await bundle("react", { react: "preact/compat", "react-dom/client": "preact/compat/client" }), served: plain },
    vue: { script: await bundle("vue"), served: await renderToString(createSSRApp(Story)) },
    svelte: { script: await bundle("svelte"), served: await drawnBy(`import { render } from "svelte/server"; import Story from "./frameworks.Story.svelte"; export default render(Story).body;`) },
  };
}
