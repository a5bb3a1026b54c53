import { wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { renderHelp } from "./help.ts";
import { parseArguments } from "./parse-arguments.ts";
import type { Program } from "./program.ts";
import { runScan } from "./run-scan.ts";
import { printOut } from "./write-out.ts";

/** Runs whatever a command line asks for and gives the exit code; what only one command takes is loaded late. */
export async function runCommand(argv: readonly string[], program: Program): Promise<number> {
  const args = parseArguments(argv);
  switch (args.command) {
    case "scan":
      return runScan(args, program);
    case "baseline create":
    case "baseline update":
    case "baseline prune":
      return (await import("./baseline/run-baseline.ts")).runBaseline(args, program);
    case "init":
      return (await import("./run-init.ts")).runInit(args, program);
    case "fix":
      return (await import("./fix/run-fix.ts")).runFix(args, program);
    case "flows":
      return (await import("./flows/run-flows.ts")).runFlows(args, program);
    case "inventory check":
      return (await import("./inventory/run-check.ts")).runInventoryCheck(args, program);
    case "inventory init":
      return (await import("./inventory/run-init.ts")).runInventoryInit(args, program);
    case "inventory canary":
      return (await import("./inventory/run-canary.ts")).runInventoryCanary(args, program);
    case "inventory digest":
      return (await import("./inventory/run-digest.ts")).runInventoryDigest(args, program);
    case "dashboard":
      return (await import("./dashboard/run-dashboard.ts")).runDashboard(args, program);
    case "import":
      return (await import("./run-import.ts")).runImport(args, program);
    case "hook install":
    case "hook uninstall":
      return (await import("./run-hook-change.ts")).runHookChange(args, program);
    case "hook run":
      return (await import("./hook/run-hook.ts")).runHook(args, program);
    case "explain":
      return (await import("./explain/run-explain.ts")).runExplain(args, program);
    case "rules list":
      return (await import("./run-rules-list.ts")).runRulesList(args, program);
    case "rules test":
      return (await import("./run-rules-test.ts")).runRulesTest(args, program);
    case "version":
      printOut(`${program.version}\n`);
      return EXIT.clean;
    case "help": {
      const colors = wantsColors({ choice: "auto", env: program.env, isTty: program.isTty });
      printOut(renderHelp(args.topic, colors));
      return EXIT.clean;
    }
  }
}
