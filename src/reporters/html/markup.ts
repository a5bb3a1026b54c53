import { codeParts } from "../code-parts.ts";
import { escapeMarkup } from "../escape-markup.ts";

/** A sentence with what stands between backticks as code. */
export function prose(sentence: string): string {
  return codeParts(sentence)
    .map(({ text, isCode }) => (isCode ? `<code>${escapeMarkup(text)}</code>` : escapeMarkup(text)))
    .join("");
}

/** A link to the web; nothing else becomes one. */
export function link(url: string): string {
  const shown = escapeMarkup(url);
  if (!/^https?:\/\//.test(url)) return shown;
  return `<a href="${shown}" rel="noopener noreferrer">${shown}</a>`;
}

/** A row of a list of terms. */
export function term(name: string, description: string): string {
  return `<dt>${escapeMarkup(name)}</dt><dd>${description}</dd>`;
}
