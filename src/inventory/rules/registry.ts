// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { InventoryRule } from "../../core/stages.ts";
import { expiredInStore } from "./drift/expired-in-store.ts";
import { expiryDiffers } from "./drift/expiry-differs.ts";
import { missingInStore } from "./drift/missing-in-store.ts";
import { otherScope } from "./drift/other-scope.ts";
import { policyMissing } from "./drift/policy-missing.ts";
import { revokedInStore } from "./drift/revoked-in-store.ts";
import { rotationBehind } from "./drift/rotation-behind.ts";
import { undeclaredInStore } from "./drift/undeclared-in-store.ts";
import { nonProdNoExpiry } from "./environment/non-prod-no-expiry.ts";
import { expiredSecret } from "./expiry/expired-secret.ts";
import { expiringSoon } from "./expiry/expiring-soon.ts";
import { rotationNoOverlap } from "./expiry/rotation-no-overlap.ts";
import { rotationOverdue } from "./expiry/rotation-overdue.ts";
import { rotationTooLong } from "./expiry/rotation-too-long.ts";
import { leakedStillDeclared } from "./incident/leaked-still-declared.ts";
import { missingRevocation } from "./incident/missing-revocation.ts";
import { noAlerting } from "./incident/no-alerting.ts";
import { runbookMissing } from "./incident/runbook-missing.ts";
import { breakGlassUnlisted } from "./inventory/break-glass-unlisted.ts";
import { duplicateSecret } from "./inventory/duplicate-secret.ts";
import { environmentMismatch } from "./inventory/environment-mismatch.ts";
import { misroutedSecret } from "./inventory/misrouted-secret.ts";
import { missingGovernance } from "./inventory/missing-governance.ts";
import { missingInventoryExpiry } from "./inventory/missing-inventory-expiry.ts";
import { missingInventoryRotation } from "./inventory/missing-inventory-rotation.ts";
import { missingOwner } from "./inventory/missing-owner.ts";
import { missingPurpose } from "./inventory/missing-purpose.ts";
import { orphanedSecret } from "./inventory/orphaned-secret.ts";
import { ownerDeparted } from "./inventory/owner-departed.ts";
import { policyNotTraced } from "./inventory/policy-not-traced.ts";
import { readerNotAllowed } from "./inventory/reader-not-allowed.ts";
import { reviewOverdue } from "./inventory/review-overdue.ts";
import { scopeDrift } from "./inventory/scope-drift.ts";
import { sharedAcrossEnvironments } from "./inventory/shared-across-environments.ts";
import { storeNotCentral } from "./inventory/store-not-central.ts";
import { unapprovedChange } from "./inventory/unapproved-change.ts";
import { undeclaredSecret } from "./inventory/undeclared-secret.ts";
import { unknownEnvironment } from "./inventory/unknown-environment.ts";
import { valueInInventory } from "./inventory/value-in-inventory.ts";
import { hsmRequired } from "./vault/hsm-required.ts";

/** All inventory rules, in the order of their ids. */
export const inventoryRules: readonly InventoryRule[] = [
  // A file in a family's folder each.
  expiredInStore,
  expiryDiffers,
  missingInStore,
  otherScope,
  policyMissing,
  revokedInStore,
  rotationBehind,
  undeclaredInStore,
  nonProdNoExpiry,
  expiredSecret,
  expiringSoon,
  rotationNoOverlap,
  rotationOverdue,
  rotationTooLong,
  leakedStillDeclared,
  missingRevocation,
  noAlerting,
  runbookMissing,
  breakGlassUnlisted,
  duplicateSecret,
  environmentMismatch,
  misroutedSecret,
  missingGovernance,
  missingInventoryExpiry,
  missingInventoryRotation,
  missingOwner,
  missingPurpose,
  orphanedSecret,
  ownerDeparted,
  policyNotTraced,
  readerNotAllowed,
  reviewOverdue,
  scopeDrift,
  sharedAcrossEnvironments,
  storeNotCentral,
  unapprovedChange,
  undeclaredSecret,
  unknownEnvironment,
  valueInInventory,
  hsmRequired,
];
