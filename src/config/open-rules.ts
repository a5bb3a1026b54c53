import { readFileSync } from "node:fs";
import { DETECTORS, type RuleMeta, type SecretRule } from "../core/rule.ts";
import { orReinstall, RuleRecords } from "./rule-records.ts";
import {
  confidenceAt,
  type MetaColumns,
  presetAt,
  type RulesIndex,
  type SecretColumns,
  severityAt,
} from "./rules-index.ts";

/** Paths of the files that the build lays beside the program: the index, and the records of each kind of rules. */
export interface RuleFiles {
  readonly index: string;
  readonly secrets: string;
  readonly policies: string;
  readonly inventory: string;
}

/** All rules that lie in files, in the order of their ids; what the index does not hold of one is read when it is asked for. */
export interface OpenRules {
  readonly secrets: readonly SecretRule[];
  readonly policies: readonly RuleMeta[];
  /** Rules of the inventory. */
  readonly inventory: readonly RuleMeta[];
}

/** Opens the compiled rules for a scan, which meets few of them. Throws a ScanError where they are missing. */
export function openRules({ index, secrets, policies, inventory }: RuleFiles): OpenRules {
  const columns = orReinstall(() => JSON.parse(readFileSync(index, "utf8")) as RulesIndex);
  const secretRecords = new RuleRecords(secrets, columns.secrets);
  const openMetas = (file: string, listed: MetaColumns): RuleMeta[] => {
    const records = new RuleRecords(file, listed);
    return listed.id.map((id, at) => open(new IndexedMeta(id, at, records)));
  };
  return {
    secrets: columns.secrets.id.map((id, at) => open(new IndexedSecret(id, at, secretRecords))),
    policies: openMetas(policies, columns.policies),
    inventory: openMetas(inventory, columns.inventory),
  };
}

/** A thousand of these are made at each start, so there is little to them: `declare` keeps fields from being made twice. */
class IndexedMeta<Columns extends MetaColumns = MetaColumns> {
  declare readonly id: string;
  declare protected readonly at: number;
  declare protected readonly records: RuleRecords<Columns>;

  constructor(id: string, at: number, records: RuleRecords<Columns>) {
    this.id = id;
    this.at = at;
    this.records = records;
  }

  protected get columns(): Columns {
    return this.records.columns;
  }

  get preset(): RuleMeta["preset"] {
    return presetAt(this.columns, this.at);
  }

  get severity(): RuleMeta["severity"] {
    return severityAt(this.columns, this.at);
  }

  /** The judge asks all rules for it, to know how short a provider's values can be. */
  get confidence(): RuleMeta["confidence"] {
    return confidenceAt(this.columns, this.at);
  }

  get record(): object {
    return this.records.at(this.at);
  }
}

class IndexedSecret extends IndexedMeta<SecretColumns> {
  get detector(): SecretRule["detector"] {
    return DETECTORS[this.columns.detector[this.at] ?? 0] ?? "regex";
  }

  get reach(): number {
    return this.columns.reach[this.at] ?? 0;
  }

  get least(): number {
    return this.columns.least[this.at] ?? 0;
  }

  get prefix(): string {
    return this.columns.prefix[this.at] ?? "";
  }
}

type InRecord<Rule, Indexed> = Readonly<Record<Exclude<keyof Rule, keyof Indexed>, true>>;

const META_FIELDS: InRecord<RuleMeta, IndexedMeta> = {
  title: true,
  why: true,
  fix: true,
  on: true,
  revoke: true,
  since: true,
  references: true,
  practices: true,
  cwe: true,
  allows: true,
  options: true,
};

const SECRET_FIELDS: InRecord<SecretRule, IndexedSecret & RuleMeta> = {
  pattern: true,
  flags: true,
  opening: true,
  anchors: true,
  named: true,
  loose: true,
  digit: true,
  validate: true,
  requires: true,
  partner: true,
  overlaps: true,
  severityInTests: true,
  distinctive: true,
  own: true,
};

/** Has the fields that are not in the index looked up in the record. */
function lookUp(prototype: object, fields: Readonly<Record<string, true>>): void {
  for (const field of Object.keys(fields)) {
    Object.defineProperty(prototype, field, {
      get(this: { readonly record: Readonly<Record<string, unknown>> }) {
        return this.record[field];
      },
    });
  }
}

lookUp(IndexedMeta.prototype, META_FIELDS);
lookUp(IndexedSecret.prototype, SECRET_FIELDS);

function open(rule: IndexedSecret): SecretRule;
function open(rule: IndexedMeta): RuleMeta;
function open(rule: IndexedMeta): unknown {
  return rule;
}
