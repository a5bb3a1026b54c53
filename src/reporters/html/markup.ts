import { escapeMarkup } from "../escape-markup.ts";

/** A sentence with what stands between backticks as code. */
export function prose(text: string): string {
  const parts = text.split("`");
  return parts
    .map((part, index) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      return isCode
        ? `<code>${escapeMarkup(part)}</code>`
        : `${index === parts.length - 1 && index % 2 === 1 ? "`" : ""}${escapeMarkup(part)}`;
    })
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
