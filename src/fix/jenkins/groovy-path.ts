import type { Span } from "../../core/span.ts";
import { calleeOf, childrenOf } from "../../platforms/jenkins/calls.ts";
import type { Call, Node, Text } from "../../platforms/jenkins/groovy/nodes.ts";
import type { JenkinsModel } from "../../platforms/jenkins/model.ts";

/** A text of a Jenkinsfile with what it stands in. */
export interface GroovyText {
  readonly text: Text;
  /** What holds it, from the outside in. */
  readonly around: readonly Node[];
  /** As it opens and closes. */
  readonly quote: string;
}

export const isJenkins = (model: unknown): model is JenkinsModel =>
  typeof model === "object" && model !== null && "kind" in model && model.kind === "jenkins";

const holds = ({ start, end }: Span, inner: Span): boolean => start <= inner.start && inner.end <= end;

/** The innermost text around a place; undefined where there is none. */
export function textAt({ statements }: JenkinsModel, written: string, span: Span): GroovyText | undefined {
  let found: GroovyText | undefined;
  const visit = (node: Node, around: readonly Node[]): void => {
    if (node.kind === "text" && holds(node.scalar.place.span, span)) {
      const quote = quoteBefore(written, node.scalar.place.span);
      if (quote !== undefined) found = { text: node, around, quote };
    }
    for (const child of childrenOf(node)) visit(child, [...around, node]);
  };
  for (const node of statements) visit(node, []);
  return found;
}

function quoteBefore(written: string, { start, end }: Span): string | undefined {
  const quote = ['"""', "'''", '"', "'"].find((one) => written.slice(start - one.length, start) === one);
  return quote !== undefined && written.slice(end, end + quote.length) === quote ? quote : undefined;
}

/** The innermost call of some nodes. */
export const lastCall = (around: readonly Node[]): Call | undefined =>
  around.findLast((node): node is Call => node.kind === "call");

/** Whether some nodes are in a block of this name. */
export const isIn = (around: readonly Node[], name: string): boolean =>
  around.some((node) => node.kind === "call" && calleeOf(node) === name);
