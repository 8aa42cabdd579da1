// Enhancements of pages that already work without them.
import { Button, CharacterCount, ErrorSummary, NotificationBanner, SkipLink, createAll } from "@vendor/govuk-frontend/govuk-frontend.min.js";

const isEnglish = document.documentElement.lang === "en";
const countTexts = isEnglish ? {} : {
  i18n: {
    charactersUnderLimit: { other: "还可以输入 %{count} 个字" },
    charactersAtLimit: "已达到字数上限",
    charactersOverLimit: { other: "已超出 %{count} 个字" },
  },
};

function enhance(root) {
  createAll(ErrorSummary, {}, root);
  createAll(Button, {}, root);
  createAll(CharacterCount, countTexts, root);
  createAll(NotificationBanner, {}, root);
  createAll(SkipLink, {}, root);
}

enhance(document.body);

// A form marked data-submit-on-change sends itself; without scripts its button does.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form && !form.hasAttribute("hx-get")) form.requestSubmit();
});

// Suggestions: arrow keys walk through the list under the search box, Escape closes it.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-suggest]");
  if (!box) return;
  const links = [...box.querySelectorAll("[data-suggestions] a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    box.querySelector("[data-suggestions]").replaceChildren();
    box.querySelector("input[type=search]").focus();
  } else if (links.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const to = at + (event.key === "ArrowDown" ? 1 : -1);
    (links[to] ?? box.querySelector("input[type=search]")).focus();
  }
});

// Every swapped part is enhanced like the page it came into.
document.addEventListener("htmx:after:swap", (event) => enhance(event.target instanceof Element ? event.target : document.body));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
