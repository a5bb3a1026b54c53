/** Operators that set something. */
export const ASSIGNING = new Set(["=", "+=", "-=", "*=", "/=", "%=", "?=", "<<=", ">>=", "**="]);

/** Operators between two operands. */
export const BINARY = new Set("+ - * / % ** == != === !== < > <= >= <=> =~ ==~ && || & | ^ << >> .. ..< !".split(" "));

/** Names that are operators. */
export const BINARY_NAMES = new Set(["in", "instanceof", "as"]);

/** Operators in front of an operand. */
export const PREFIXES = new Set(["!", "-", "+", "~", "++", "--", "*", "&"]);

/** What stands between a value and its member. */
export const DOTS = new Set([".", "?.", "*.", ".&", ".@", "::"]);
