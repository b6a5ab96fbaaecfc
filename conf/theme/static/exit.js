// @ts-check
// "Exit this page", as people who fled violence tested it for GOV.UK: the page goes at once, another comes in its place,
// and the Back button does not lead to it again. Pressing Shift three times does the same.

(() => {
  const PRESSES = 3;
  const PATIENCE = 5_000; // milliseconds between two presses
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".exit-page"));
  if (!link) return;
  const told = document.createElement("span");
  told.className = "visually-hidden";
  told.setAttribute("aria-live", "assertive");
  link.after(told);

  function leave() {
    told.textContent = "Loading.";
    document.documentElement.classList.add("left");
    document.title = "Loading";
    location.replace(/** @type {HTMLAnchorElement} */ (link).href);
  }

  let presses = 0;
  let timer = 0;
  let alone = false; // whether nothing else was pressed since Shift went down
  const forget = () => {
    presses = 0;
    told.textContent = "";
  };
  function press() {
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(forget, PATIENCE);
    const left = PRESSES - presses;
    if (left <= 0) leave();
    else told.textContent = `Shift, press ${left} more ${left === 1 ? "time" : "times"} to exit.`;
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat ? true : alone && event.key === "Shift";
    if (event.key !== "Shift") forget();
  });
  addEventListener("keyup", (event) => {
    if (event.key === "Shift" && alone) press();
    alone = false;
  });
  addEventListener("pageshow", () => document.documentElement.classList.remove("left"));
})();
