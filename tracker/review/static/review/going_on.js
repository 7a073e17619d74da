// A file that is being tried or written goes on by itself; its button is for pages without script.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-going-on]");
  if (form && new URLSearchParams(location.search).has("going")) form.requestSubmit();
});
