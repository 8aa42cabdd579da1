// Runs before the first paint: says that scripts run here, so that pages may enhance themselves.
document.documentElement.classList.add("js-enabled");
document.addEventListener("DOMContentLoaded", () => {
  if ("noModule" in HTMLScriptElement.prototype) {
    document.body.classList.add("js-enabled", "govuk-frontend-supported");
  }
});
