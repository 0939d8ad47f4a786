/** The newsroom application written for Svelte. Bundled by its test. */

import { hydrate, mount as draw } from "svelte";
import Story from "./frameworks.Story.svelte";
import { mount } from "./frameworks.story.js";

mount((target) => draw(Story, { target }), (target) => hydrate(Story, { target }));
