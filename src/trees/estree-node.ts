import type { SyntaxNode } from "../core/syntax.ts";

/** What every node of an ESTree has. */
export interface RawNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const isRawNode = (value: unknown): value is RawNode =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

/** A node of an ESTree, whose children are looked for when they are asked for. */
export class EstreeNode implements SyntaxNode {
  readonly parent: SyntaxNode | undefined;
  readonly #raw: RawNode;
  readonly #fields = new Map<string, EstreeNode>();
  #children: readonly EstreeNode[] | undefined;

  constructor(raw: RawNode, parent: SyntaxNode | undefined) {
    this.#raw = raw;
    this.parent = parent;
  }

  get type(): string {
    return this.#raw.type;
  }

  get start(): number {
    return this.#raw.start;
  }

  get end(): number {
    return this.#raw.end;
  }

  get children(): readonly EstreeNode[] {
    this.#children ??= this.#find();
    return this.#children;
  }

  field(name: string): EstreeNode | undefined {
    if (this.#children === undefined) this.#children = this.#find();
    return this.#fields.get(name);
  }

  #find(): readonly EstreeNode[] {
    const found: EstreeNode[] = [];
    for (const [key, value] of Object.entries(this.#raw)) {
      if (key === "parent") continue;
      for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        if (!isRawNode(one)) continue;
        const child = new EstreeNode(one, this);
        found.push(child);
        if (one === value) this.#fields.set(key, child);
      }
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}
