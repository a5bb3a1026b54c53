#!/bin/sh
# Records what a real Vault prints, for test/inventory/observed: `sh scripts/record-vault.sh FOLDER` builds Vault in FOLDER and
# writes fixtures/stores/vault-*.json. It takes Go, the network and many minutes, so that the tests use what it has written.
# All in the store is made up here, and what a run makes by itself (ids, accessors, tokens) is blotted out.
set -eu

folder=$(mkdir -p "${1:?name a folder to build in}" && cd "$1" && pwd)
out=$(cd "$(dirname "$0")/../fixtures/stores" && pwd)
version=v1.21.4
export GOFLAGS=-mod=mod GOTOOLCHAIN=local

if [ ! -x "$folder/vault" ]; then
  source=$(go mod download -json "github.com/hashicorp/vault@$version" | sed -n 's/.*"Dir": "\(.*\)",/\1/p')
  rm -rf "$folder/source"
  cp -r "$source" "$folder/source"
  chmod -R u+w "$folder/source"
  cd "$folder/source"
  # Its go.mod takes these from folders that are no part of the module; the published ones stand in for them.
  for module in api sdk api/auth/approle api/auth/kubernetes api/auth/userpass; do
    go mod edit -dropreplace "github.com/hashicorp/vault/$module"
  done
  go mod edit -require github.com/hashicorp/vault/api@v1.22.0 -require github.com/hashicorp/vault/sdk@v0.21.0
  # These are a little older than what it was written against: two calls that nothing here makes are given their form.
  sed -i 's/ActivationFunc: iStore.activateDeduplication,/ActivationFunc: func(ctx context.Context, req *logical.Request, _ string) error { return iStore.activateDeduplication(ctx, req) },/' vault/identity_store.go
  sed -i 's/ActivationFunc(ctx, nil)/ActivationFunc(ctx, nil, "")/' vault/logical_system_activation_flags.go
  sed -i 's/restoredKeyName, err := b.lm.RestorePolicy/restoredKeyName, err := keyName, b.lm.RestorePolicy/' builtin/logical/transit/path_restore.go
  # `minimal` leaves out the engines of clouds and databases.
  go build -p 1 -tags minimal -trimpath -o "$folder/vault" .
fi

vault=$folder/vault
export VAULT_ADDR=http://127.0.0.1:18200 VAULT_TOKEN=root HOME="$folder"
"$vault" server -dev -dev-root-token-id=root -dev-listen-address=127.0.0.1:18200 >"$folder/server.log" 2>&1 &
server=$!
trap 'kill $server' EXIT
until "$vault" status >/dev/null 2>&1; do sleep 1; done

# What differs from run to run, and what opens anything.
blot() {
  sed -E \
    -e 's/("(request_id|lease_id|accessor|id|client_id|client_token|token_accessor|entity_id|role_id)": ")[^"]+"/\1placeholder"/' \
    -e 's/(kv|approle|system|cubbyhole|identity|secret)_[0-9a-f]{8}/\1_placeholder/'
}
record() {
  name=$1
  shift
  VAULT_FORMAT=json "$vault" "$@" | blot >"$out/$name.json"
}

"$vault" secrets enable -path=kv -version=2 kv >/dev/null
"$vault" kv put kv/prod/web token=placeholder-one >/dev/null
"$vault" kv put kv/prod/web token=placeholder-two >/dev/null
"$vault" kv metadata put -custom-metadata=owner=team-platform -delete-version-after=720h kv/prod/ending >/dev/null
"$vault" kv put kv/prod/ending token=placeholder >/dev/null
"$vault" kv put kv/prod/db/shop password=placeholder >/dev/null
"$vault" kv put kv/prod/gone token=placeholder >/dev/null
"$vault" kv destroy -versions=1 kv/prod/gone >/dev/null
printf 'path "kv/data/prod/web" { capabilities = ["read"] }\n' | "$vault" policy write ci-deploy - >/dev/null
"$vault" auth enable approle >/dev/null
"$vault" write auth/approle/role/ci token_policies=ci-deploy token_ttl=10m secret_id_ttl=0 >/dev/null

record vault-kv-metadata-get kv metadata get kv/prod/web
record vault-kv-metadata-get-ending kv metadata get kv/prod/ending
record vault-kv-metadata-get-gone kv metadata get kv/prod/gone
record vault-kv-list kv list kv/prod
record vault-list-policies list sys/policies/acl
record vault-policy-list policy list
record vault-read-approle read auth/approle/role/ci
record vault-token-lookup token lookup
