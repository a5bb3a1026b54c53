/** A text as a YAML scalar on one line: plain where that is safe, in single quotes where it needs them, else in double ones. */
export function yamlText(text: string): string {
  const isPlain = /^[A-Za-z][\w ./@+()-]*[\w./)]$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  if (isPlain) return text;
  return /^[\x20-\x7e«»‹›]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** A text without line breaks and the like, for a comment. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ");
