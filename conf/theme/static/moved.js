// At the old address of a page: goes on to the new one, to the section that was asked for.
{
  const to = document.currentScript.dataset.to;
  location.replace(new URL(to, location.href).href + location.search + location.hash);
}
