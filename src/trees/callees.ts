/** The last word of what is called: `from` of `Buffer.from`. */
export const lastWord = (callee: string): string => /[\w$]+$/.exec(callee)?.[0] ?? "";

/** Calls that give their text back, as another type or trimmed. */
const HANDS_ON = new Set(
  (
    "Buffer.from String bytes bytearray str SecretStr Secret Some Optional.of List.of Arrays.asList string SecretBytes " +
    "TextEncoder().encode pointer.String aws.String ptr.To ptr.String proto.String pulumi.String Utf8.parse Uint8Array.from " +
    "Objects.requireNonNull GuardedString CharBuffer.wrap URI.create"
  ).split(" "),
);
/** The same of methods of the text. */
const HANDS_ON_METHODS = new Set(
  "toCharArray getBytes encode decode trim strip toString intern valueOf to_bytes toLowerCase toUpperCase dedent stripIndent".split(
    " ",
  ),
);

/** Whether a call gives its argument back in other clothes. */
export function handsOn(callee: string): boolean {
  const plain = callee.replace(/^new\s+/, "").replaceAll(/\s/g, "");
  return HANDS_ON.has(plain) || HANDS_ON.has(plain.split(".").slice(-2).join("."));
}

export const isHandedOnBy = (method: string): boolean => HANDS_ON_METHODS.has(method);

/** Calls that give what a variable of the environment or a setting holds, or else their second argument. */
const LOOKS_UP =
  /(?:^|[.\s])(?:os\.environ\.get|environ\.get|os\.getenv|getenv|get_?env(?:_?or(?:_?(?:else|default))?)?|env|envOr|env_?or|config|getOrDefault|get_?or_?default|getProperty|lookup_?env|getString|SetDefault|viper\.SetDefault|decouple\.config|config\.get|settings\.get)$/i;

export const looksUp = (callee: string): boolean => LOOKS_UP.test(callee);

/** Calls of the texts that people read on a screen. */
const TRANSLATES =
  /(?:^|\.)(?:\$?tc?|i18n|i18next|tr|trans|translate|gettext|ngettext|pgettext|_|__|formatMessage|getText|getMessage|instant)$/;
/** Calls that begin a test, whose title comes first. */
const TITLES = /^(?:describe|context|suite|it|test|specify|t\.Run|b\.Run|Scenario|Given|When|Then)(?:\.\w+)?$/;

export const isForPeople = (callee: string, index: number): boolean =>
  TRANSLATES.test(callee) || (index === 0 && TITLES.test(callee));

/** Calls that make an error, or write to a log. */
const TELLS =
  /(?:^|[.\s])(?:\w*(?:Error|Exception|Warning)|errors\.New|[A-Za-z]*[eE]rrorf?|log(?:ger)?\.\w+|logging\.\w+|console\.\w+|slog\.\w+|t\.(?:Log|Error|Fatal|Skip)f?|fmt\.(?:Errorf|Print(?:f|ln)?|Fprint(?:f|ln)?)|System\.(?:out|err)\.print(?:ln|f)?|fail_json|panic|warn(?:ings\.warn)?|fail|abort)$/;

export const tells = (callee: string): boolean => TELLS.test(callee);

/** Attributes of elements that hold what people read, or what names the element. */
const READ =
  /^(?:placeholder|label|title|alt|description|help(?:erText|Text)?|hint|tooltip|message|text|caption|heading|aria-[\w\-]+|data-[\w\-]+|testID|className|class|style|id|name|htmlFor|for|type|autoComplete|autocomplete|href|to|key|role|i18nKey|defaultMessage|icon|variant|legend|summary)$/;

export const isReadByPeople = (attribute: string): boolean => READ.test(attribute);
