// @ts-check
// The colours of the reader's system, before anything is painted, and a mark that scripts run.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
};
document.documentElement.classList.add("with-script");
dark.addEventListener("change", follow);
follow();
