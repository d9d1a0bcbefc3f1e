{#
  The widget that other websites load with one script tag. It may have 2,048 bytes, compressed,
  and 2,304 in other languages than English, which come with the words for what the API says in English.
  It adds one element to the page around it, touches nothing else there, and stays silent on every error.
#}
{% set styles %}{% include "parts/embed.css" %}{% endset %}
(async () => {
  const site = {{ {
    "url": page.url,
    "lang": site.language,
    "dir": site.direction,
    "label": site.title,
    "view": page.view,
    "dismiss": page.dismiss,
    "more": page.more,
    "states": page.states,
  } | tojson }};
  const script = document.currentScript;
{# A bundle that holds this script has another name, and does not lie beside the API. #}
  const root = script?.src.match(/^https?:.+\/(?=embed\.js)/)?.[0] ?? site.url;
  const key = `status of ${root}`;
  if (window[key]) return;
  window[key] = true;
  if (document.readyState === "loading") {
    await new Promise((ready) => document.addEventListener("DOMContentLoaded", ready));
  }

  const add = (parent, tag, properties) => parent.appendChild(Object.assign(document.createElement(tag), properties));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync({{ styles.split() | join(" ") | tojson }});
  const shadow = add(document.body, "div").attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
{# What appears in an output is read aloud, if the output was there before. #}
  const live = add(shadow, "output");
  const banner = add(live, "section", { lang: site.lang, dir: site.dir, ariaLabel: site.label });
  add(banner, "i");
  const text = add(banner, "p");
  const state = add(text, "b");
  const title = add(text, "span");
  const link = add(text, "a", { textContent: site.view });
  const button = add(banner, "button", { textContent: "×", ariaLabel: site.dismiss });
  banner.remove();

  let news, dismissed;
  try {
    dismissed = sessionStorage[key];
  } catch { /* silence */ }

  const read = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${root}api/v2/summary.json`);
      const { incidents, scheduled_maintenances: planned, status: { indicator, description } } = await answer.json();
      const running = planned.filter(({ status }) => status !== "scheduled");
      const [{ name = "", shortlink } = {}, ...others] = [...incidents, ...running];
      const { length } = others;
      const words = length ? site.more.replace("%(count)s", length).replace("%(name)s", () => name) : name;
      const url = /^https?:/.test(shortlink) ? shortlink : root;
      const said = [description, words, url].join();
      const matters = indicator !== "none" || incidents.length || script?.dataset.show === "always";
      if (!matters || !description || said === dismissed) banner.remove();
      else if (said !== news) {
        banner.className = indicator;
        state.textContent = site.states[description] ?? description;
        title.textContent = `${words} `;
        link.href = url;
        live.append(banner);
      }
      news = said;
    } catch { /* silence */ }
  };

  button.onclick = () => {
    dismissed = news;
    try {
      sessionStorage[key] = news;
    } catch { /* silence */ }
    banner.remove();
  };
  document.addEventListener("visibilitychange", read);
  setInterval(read, 3e5);
  read();
})().catch(() => {});
