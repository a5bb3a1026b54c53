import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type InventoryFiles, readInventory } from "../../src/config/read-inventory.ts";

function repository(...inventories: string[]): string {
  const root = mkdtempSync(join(tmpdir(), "sealint-inventory-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "apps/shop/src"), { recursive: true });
  for (const folder of inventories) {
    mkdirSync(join(root, folder, ".sealint"), { recursive: true });
    writeFileSync(join(root, folder, ".sealint/inventory.yaml"), `# of ${folder}\n`);
  }
  return root;
}

const textOf = (found: InventoryFiles | undefined): string | undefined =>
  found?.units.map(({ bytes }) => Buffer.from(bytes).toString()).join("");

describe("readInventory", () => {
  it("takes the nearest one on the way up to the root", () => {
    const root = repository(".", "apps/shop");
    const found = readInventory({ root, folder: join(root, "apps/shop/src"), cwd: root });
    expect(found?.units[0]?.path).toBe("apps/shop/.sealint/inventory.yaml");
    expect(textOf(found)).toBe("# of apps/shop\n");
  });

  it("takes the root's own, and looks no further up", () => {
    const root = repository(".");
    expect(readInventory({ root, folder: join(root, "apps"), cwd: root })?.units[0]?.path).toBe(
      ".sealint/inventory.yaml",
    );
    expect(readInventory({ root: join(root, "apps"), folder: join(root, "apps/shop"), cwd: root })).toBeUndefined();
  });

  it("takes a named file, from where the person stands", () => {
    const root = repository("apps/shop");
    const search = { root, folder: root, cwd: join(root, "apps") };
    expect(textOf(readInventory({ ...search, file: "shop/.sealint/inventory.yaml" }))).toBe("# of apps/shop\n");
    expect(() => readInventory({ ...search, file: "no.yaml" })).toThrow(
      "the inventory no.yaml cannot be read: no such file",
    );
    expect(() => readInventory({ ...search, file: "shop" })).toThrow("cannot be read: EISDIR");
  });
});
