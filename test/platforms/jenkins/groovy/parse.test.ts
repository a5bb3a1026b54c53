import { describe, expect, it } from "vitest";
import { unitOf } from "../../../../src/core/source.ts";
import { decode } from "../../../../src/core/text.ts";
import type { Argument, Node } from "../../../../src/platforms/jenkins/groovy/nodes.ts";
import { parseGroovy } from "../../../../src/platforms/jenkins/groovy/parse-groovy.ts";

const argument = ({ name, value }: Argument): string => (name === undefined ? "" : `${name.name}: `) + shown(value);

/** A node as one line: what is filled into a text stands behind it in angles, a sum has `+`, other operations `?`. */
function shown(node: Node): string {
  switch (node.kind) {
    case "text":
      return JSON.stringify(node.scalar.value) + node.holes.map((hole) => `<${shown(hole.node)}>`).join("");
    case "name":
      return node.name;
    case "member":
      return `${shown(node.of)}.${node.name}`;
    case "call":
      return `${shown(node.callee)}(${node.args.map(argument).join(", ")})`;
    case "list":
      return `[${node.items.map(argument).join(", ")}]`;
    case "closure":
      return `{${node.parameters.length > 0 ? `${node.parameters.join(" ")} -> ` : ""}${node.body.map(shown).join("; ")}}`;
    case "operation":
      return `(${node.operands.map(shown).join(node.isSum ? " + " : " ? ")})`;
    case "choice":
      return `choose(${node.values.map(shown).join(" | ")})`;
    case "assignment":
      return `${node.isDeclaration ? "def " : ""}${shown(node.target)} ${node.adds ? "+=" : "="} ${shown(node.value)}`;
    case "construct":
      return `${node.keyword} (${node.head.map(shown).join("; ")}) {${node.body.map(shown).join("; ")}}`;
    case "definition":
      return `function ${node.name.name}(${node.parameters.join(" ")}) {${node.body.map(shown).join("; ")}}`;
    case "constant":
      return node.written;
  }
}

function read(text: string) {
  const bytes = Buffer.from(text);
  const { statements, faults } = parseGroovy(unitOf("Jenkinsfile", bytes));
  const said = faults.map(({ place, message }) => `${message}: ${place.span.start}`);
  return { bytes, statements, shown: statements.map(shown), said };
}

describe("Groovy is read as", () => {
  it.each([
    ["a call in brackets", "sh('ls')", 'sh("ls")'],
    ["a call without brackets", "sh 'ls'", 'sh("ls")'],
    ["a call with names", 'sh script: "ls", returnStdout: true', 'sh(script: "ls", returnStdout: true)'],
    ["a call over several lines", "archive(\n  artifacts: 'a',\n\n  b: 1,\n)", 'archive(artifacts: "a", b: 1)'],
    ["a list as the argument", "withCredentials [string(id: 'a')]", 'withCredentials([string(id: "a")])'],
    ["a block behind a call", "node('linux') { sh 'ls' }", 'node("linux", {sh("ls")})'],
    ["a block below a call", "stage('Build')\n{\n  sh 'ls'\n}", 'stage("Build", {sh("ls")})'],
    ["a block behind a call without brackets", "label 'a', { sh 'ls' }", 'label("a", {sh("ls")})'],
    ["a chain", "docker.image('a').inside('-v') { ls() }", 'docker.image("a").inside("-v", {ls()})'],
    ["a chain over lines", "a\n  .b()\n  ?.c", "a.b().c"],
    ["a member by its text", "env['NAME'] + env.OTHER", "(env.NAME + env.OTHER)"],
    ["an index", "parts[0]", "(parts ? 0)"],
    ["a declaration", "def a = sh 'ls'", 'def a = sh("ls")'],
    ["a typed declaration", "final Map<String, List<String>> a = [:]", "def a = [:]".replace("[:]", "[]")],
    ["several declarations", "def (a, b) = 'x y'.split(' ')", 'def [a, b] = "x y".split(" ")'],
    ["an assignment", "env.A = 'b'\na += 'c'", 'env.A = "b"; a += "c"'],
    ["a map", "[a: 1, 'b c': [2], (d): 3]", "[a: 1, b c: [2], : 3]"],
    ["a choice", "a ? 'b' : 'c'", 'choose("b" | "c")'],
    ["a choice over lines", "def a = b\n  ?: 'c'", 'def a = choose(b | "c")'],
    ["a sum over lines", "sh 'a ' +\n  b", 'sh(("a " + b))'],
    ["a mixed operation", "a == 'b' && !c", '(a ? "b" ? (c))'],
    ["a closure with parameters", "a.each { String b, c -> sh b }", "a.each({b c -> sh(b)})"],
    ["a function", "def call(Map a = [:], b) {\n  sh a\n}", "function call(a b) {sh(a)}"],
    ["a typed function", "private static String f(int a) throws X { a }", "f(a)".replace("f(a)", "function f(a) {a}")],
    [
      "conditions",
      "if (a) { b() } else if (c) d()\nelse { e() }",
      "if (a) {b()}; else () {if (c) {d()}}; else () {e()}",
    ],
    ["loops", "for (a in b) { c() }\nwhile (d) e()", "for ((a ? b)) {c()}; while (d) {e()}"],
    [
      "a try",
      "try { a() } catch (e) { throw e } finally { b() }",
      "try () {a()}; catch (e) {throw (e) {}}; finally () {b()}",
    ],
    [
      "a switch",
      "switch (a) {\n  case 'b': c(); break\n  default: d()\n}",
      'switch (a) {case ("b") {}; c(); break () {}; d()}',
    ],
    ["a class", "class A extends B {\n  def f() { a() }\n}", "class () {function f() {a()}}"],
    ["something new", "new a.B<C>(d).e()", "new B(d).e()"],
    ["a cast", "(String) a.b", "a.b"],
    ["a cast behind", "a as String", "(a ? String)"],
    ["annotations", "@Library('a@b') _\n@NonCPS\ndef f() { }", '@Library("a@b"); @NonCPS(); function f() {}'],
    ["imports", "import a.b.C\nsh 'ls'", 'sh("ls")'],
    ["comments", "#!/usr/bin/env groovy\n/* ' */ sh 'a' // \"\n// {", 'sh("a")'],
    ["returns", "return sh('a')", 'return (sh("a")) {}'],
    ["regular expressions", "a =~ /b'\\/{/\nc(/d \"/)", '(a ? "b\'/{"); c("d \\"")'],
    ["a division", "def a = b / c / 2", "def a = (b ? c ? 2)"],
    ["dollars and slashes", "a($/ b 'c' $$ /d /$)", "a(\" b 'c' $ /d \")"],
    ["a method with a name that is a text", "a.'b c'()", "a.b c()"],
  ])("%s", (_, text, expected) => {
    const { shown: found, said } = read(text);
    expect(said).toEqual([]);
    expect(found.join("; ")).toBe(expected);
  });
});

describe("texts", () => {
  it.each([
    ["single quotes fill nothing in", "'a $B ${C}'", '"a $B ${C}"'],
    ["three single quotes neither", "'''a\n$B'''", '"a\\n$B"'],
    ["double quotes fill in", '"a $B ${C.d} $e.f."', '"a $B ${C.d} $e.f."<B><C.d><e.f>'],
    ["three double quotes too", '"""a\n${B("c")}"""', '"a\\n${B(\\"c\\")}"<B("c")>'],
    ["an escaped dollar is the shell's", '"a \\$B \\${C}"', '"a $B ${C}"'],
    ["escapes are resolved", "'a\\'b\\\\n\\n\\u0041\\q'", '"a\'b\\\\n\\nA\\\\q"'],
    ["a line may go on", "'''a\\\nb'''", '"ab"'],
    ["a dollar by itself is one", '"a $ $1 $"', '"a $ $1 $"'],
    ["texts may stand in texts", '"a ${b + "c ${d}"}"', '"a ${b + \\"c ${d}\\"}"<(b + "c ${d}"<d>)>'],
    [
      "closures may stand in texts",
      '"${-> a}${b.collect { c -> "}" }.join()}"',
      '"${-> a}${b.collect { c -> \\"}\\" }.join()}"<a><b.collect({c -> "}"}).join()>',
    ],
    ["line ends are those of Unix", '"""a\r\nb"""', '"a\\nb"'],
  ])("%s", (_, text, expected) => {
    const { shown: found, said } = read(`x(${text})`);
    expect(said).toEqual([]);
    expect(found).toEqual([`x(${expected})`]);
  });

  it("know where each of their characters lies", () => {
    const { statements, bytes } = read('sh "ä\\$B é ${C} \\"x\\" €${D}"\r\nsh """\r\n  ü $E"""');
    const texts = statements.flatMap((node) => (node.kind === "call" ? node.args.map(({ value }) => value) : []));
    const placed = texts.flatMap((node) => {
      if (node.kind !== "text") return [];
      const { runs, value } = node.scalar;
      // Each character by the pair of offsets before it.
      return Array.from(value, (character, index) => {
        const pair = runs.findLastIndex((at, position) => position % 2 === 0 && at <= index);
        const at = (runs[pair + 1] ?? 0) + index - (runs[pair] ?? 0);
        return [character, decode(bytes, { start: at, end: at + Buffer.byteLength(character) })] as const;
      });
    });
    for (const [character, source] of placed) {
      if (source !== "\\" && source !== "\r") expect(source).toBe(character);
    }
    expect(placed.filter(([, source]) => source === "\\")).toHaveLength(3);
  });
});

describe("what is no Groovy", () => {
  it.each([
    ["a text that nothing closes", "sh 'a\nsh 'b'", ['sh("a")', 'sh("b")'], ["has a text that nothing closes: 4"]],
    ["a long text that nothing closes", 'sh """a\nb', ['sh("a\\nb")'], ["has a text that nothing closes: 6"]],
    [
      "a bracket that nothing closes",
      "node {\n  sh('a'\n}\nsh 'b'",
      ['node({sh("a")})', 'sh("b")'],
      ["has a ( that nothing closes: 11"],
    ],
    ["a brace that nothing closes", "node {\n  sh 'a'", ['node({sh("a")})'], ["has a { that nothing closes: 5"]],
    ["a brace that closes nothing", "sh 'a'\n}\nsh 'b'", ['sh("a")', 'sh("b")'], ["has a } that closes nothing: 7"]],
    ["a hole that nothing closes", "sh \"a ${b\"\nsh 'c'", ['sh("a ${b")', 'sh("c")'], []],
    [
      "signs in a row",
      ") , = ] sh 'a'",
      ['sh("a")'],
      ["has a ) that closes nothing: 0", "has a ] that closes nothing: 6"],
    ],
  ])("%s is told, and the rest read", (_, text, expected, faults) => {
    const { shown: found, said } = read(text);
    expect(said).toEqual(faults);
    expect(found.filter((one) => one.includes("sh("))).toEqual(expected);
  });

  it("is passed over where it is nested too deep", () => {
    const { said, shown: found } = read(`${"a { ".repeat(400)}${"}".repeat(400)}\nsh 'b'`);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^is nested too deep to be read here: \d+$/);
    expect(found.at(-1)).toBe('sh("b")');
  });
});
