import type { YAMLError } from "yaml";
import type { DocumentProblem } from "../../core/stages.ts";
import type { ByteOffsets } from "./byte-offsets.ts";

const HINTS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  TAB_AS_INDENT: "Indent with spaces.",
  BAD_INDENT: "Line up the entries of a map or list in one column.",
  BLOCK_AS_IMPLICIT_KEY: "Put quotes around a value that contains a colon and a space.",
  MULTILINE_IMPLICIT_KEY: "Put a colon behind the key, or quotes around the text.",
  MISSING_CHAR: "Close what was opened: a quote, bracket or brace.",
  BAD_SCALAR_START: "Put quotes around the value.",
  BAD_DQ_ESCAPE: "Write the backslash twice, or use single quotes.",
  RESOURCE_EXHAUSTION: "Write the document with fewer levels.",
};

/** A line of a template language at the error: `{{ … }}` that is no `${{ … }}`, or `{% … %}`. */
const TEMPLATE = /(?<!\$)\{\{|\{%|<%/;

/** A syntax error of YAML as a problem that says what to do; the document's text is never in it. */
export function syntaxProblem(error: YAMLError, text: string, offsets: ByteOffsets): DocumentProblem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  const span = { start: offsets.at(start), end: offsets.at(end) };
  const lines = text.slice(text.lastIndexOf("\n", Math.max(0, start - 2)) + 1, end + 200).split("\n", 2);
  if (TEMPLATE.test(lines.join("\n"))) {
    const hint = "Scan what the template makes, or leave the file out.";
    return { span, message: "is a template and not YAML yet", hint, level: "note" };
  }
  return { span, message: `is not valid YAML: ${reasonOf(error)}`, hint: HINTS[error.code] ?? "Mend the YAML there." };
}

/** The parser's sentence as a clause; what stands behind a colon may quote the document. */
function reasonOf(error: YAMLError): string {
  if (error.code === "RESOURCE_EXHAUSTION") return "it is nested too deeply";
  const clause = (error.message.split(/[:\n]/, 1)[0] ?? "").replace(/\.$/, "");
  return clause.charAt(0).toLowerCase() + clause.slice(1);
}
