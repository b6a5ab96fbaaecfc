// @ts-check
// At the old address of a page: goes on to the new one, to the section that was asked for.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  location.replace(new URL(script.dataset.to ?? "", location.href).href + location.search + location.hash);
}
