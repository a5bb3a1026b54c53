#!/bin/sh
# Records what a real kubectl prints of a real API server, for test/inventory/observed: `sh scripts/record-kubectl.sh FOLDER`
# builds etcd, Kubernetes and External Secrets in FOLDER, starts them on this machine alone, and writes fixtures/stores/kubectl-*.json.
# It takes Go, openssl, the network and half an hour or more, so that the tests use what it has written. All in the store is made
# up here and says `placeholder`; what a run makes by itself (ids, versions, hashes) is blotted out.
set -eu

folder=$(mkdir -p "${1:?name a folder to build in}" && cd "$1" && pwd)
out=$(cd "$(dirname "$0")/../fixtures/stores" && pwd)
version=v1.36.3
staging=v0.36.3
operator=v0.16.2
export GOFLAGS=-mod=mod GOTOOLCHAIN=local GOWORK=off CGO_ENABLED=0

# Where Go has put a module.
module() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)",/\1/p'; }
build() { go build -p 1 -trimpath -ldflags=-s -o "$@"; }

if [ ! -x "$folder/kube-apiserver" ]; then
  source=$(module "k8s.io/kubernetes@$version")
  rm -rf "$folder/source"
  mkdir "$folder/source"
  (cd "$source" && cp -r go.mod go.sum cmd pkg plugin third_party "$folder/source")
  chmod -R u+w "$folder/source"
  cd "$folder/source"
  # Its go.mod takes these from a folder that is no part of the module; the published ones stand in for them.
  for one in $(sed -n 's|^\t\(k8s.io/[a-z-]*\) => ./staging/.*|\1|p' go.mod); do
    go mod edit -replace "$one=$one@$staging"
  done
  build "$folder/etcd" go.etcd.io/etcd/server/v3
  build "$folder/kubectl" ./cmd/kubectl
  build "$folder/kube-apiserver" ./cmd/kube-apiserver
fi

crds=$(module "github.com/external-secrets/external-secrets@$operator")
if [ ! -x "$folder/external-secrets" ]; then
  rm -rf "$folder/operator"
  mkdir "$folder/operator"
  (cd "$crds" && cp -r go.mod go.sum main.go apis cmd pkg "$folder/operator")
  chmod -R u+w "$folder/operator"
  cd "$folder/operator"
  # Of its stores and generators those that need no cloud: the others take hours to build.
  base=github.com/external-secrets/external-secrets/pkg
  printf 'package register\n\nimport _ "%s/provider/fake"\n' "$base" >pkg/provider/register/register.go
  printf 'package register\n\nimport _ "%s/generator/fake"\n' "$base" >pkg/generator/register/register.go
  build "$folder/external-secrets" .
fi

cd "$folder"
rm -rf data home kubeconfig
mkdir -p data home
export HOME="$folder/home" KUBECONFIG="$folder/kubeconfig"
token=$(openssl rand -hex 16)
(umask 077 && printf '%s,admin,admin,system:masters\n' "$token" >data/tokens.csv)
openssl genrsa -out data/accounts.key 2048 2>data/openssl.log
started=''
# The last one first: an API server whose store is gone does not end by itself.
stop() { for one in $started; do kill "$one" && wait "$one" || true; done; }
trap stop EXIT
trap 'exit 1' INT TERM
./etcd --data-dir data/etcd --listen-client-urls http://127.0.0.1:23790 --advertise-client-urls http://127.0.0.1:23790 \
  --listen-peer-urls http://127.0.0.1:23800 >data/etcd.log 2>&1 &
started="$! $started"
./kube-apiserver --etcd-servers http://127.0.0.1:23790 --bind-address 127.0.0.1 --secure-port 26443 --cert-dir data/certificates \
  --token-auth-file data/tokens.csv --authorization-mode RBAC --service-cluster-ip-range 10.0.0.0/24 \
  --service-account-key-file data/accounts.key --service-account-signing-key-file data/accounts.key \
  --service-account-issuer https://kubernetes.default.svc --endpoint-reconciler-type none >data/apiserver.log 2>&1 &
started="$! $started"
./kubectl config set-cluster local --server https://127.0.0.1:26443 --insecure-skip-tls-verify >/dev/null
./kubectl config set-credentials admin --token "$token" >/dev/null
./kubectl config set-context local --cluster local --user admin >/dev/null
./kubectl config use-context local >/dev/null
until ./kubectl get --raw /readyz >/dev/null 2>&1; do
  kill -0 "$!" || { tail -n 3 data/apiserver.log >&2 && exit 1; }
  sleep 1
done

for kind in externalsecrets secretstores clustersecretstores clusterexternalsecrets pushsecrets clusterpushsecrets; do
  ./kubectl apply --server-side --filename "$crds/config/crds/bases/external-secrets.io_$kind.yaml" >/dev/null
done
for file in "$crds"/config/crds/bases/generators.*.yaml; do ./kubectl apply --server-side --filename "$file" >/dev/null; done
./kubectl wait --for condition=established crd --all >/dev/null
./external-secrets --metrics-addr 127.0.0.1:28080 --loglevel error >data/operator.log 2>&1 &
started="$! $started"

for space in prod staging empty; do ./kubectl create namespace "$space" >/dev/null; done
secret() { ./kubectl --namespace prod create secret "$@" >/dev/null; }
# One of each kind that people make, in the ways that they make them.
secret generic db --from-literal=username=placeholder --from-literal=password=placeholder-one
./kubectl --namespace prod label secret db team=web >/dev/null
secret generic login --type=kubernetes.io/basic-auth --from-literal=username=placeholder --from-literal=password=placeholder-two
secret generic shop-tls --type=kubernetes.io/tls --from-literal=tls.crt=placeholder --from-literal=tls.key=placeholder-three
secret generic deploy-key --type=kubernetes.io/ssh-auth --from-literal=ssh-privatekey=placeholder-four
secret docker-registry registry --docker-server=registry.example --docker-username=placeholder --docker-password=placeholder-five
secret generic sh.helm.release.v1.web.v1 --type=helm.sh/release.v1 --from-literal=release=placeholder-six
./kubectl --namespace prod create serviceaccount ci >/dev/null
./kubectl apply --filename - >/dev/null <<'OBJECTS'
apiVersion: v1
kind: Secret
metadata: { name: applied, namespace: prod }
stringData: { token: placeholder-seven }
---
apiVersion: v1
kind: Secret
metadata: { name: fixed, namespace: prod }
immutable: true
stringData: { token: placeholder-eight }
---
apiVersion: v1
kind: Secret
metadata: { name: ci-token, namespace: prod, annotations: { kubernetes.io/service-account.name: ci } }
type: kubernetes.io/service-account-token
---
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: staging }
stringData: { password: placeholder-nine }
---
apiVersion: v1
kind: Secret
metadata: { name: merged, namespace: prod }
stringData: { own: placeholder-ten }
---
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec:
  provider:
    fake:
      data:
        - { key: prod/web, value: '{"token":"placeholder-eleven"}' }
        - { key: prod/mail, value: '{"user":"placeholder","password":"placeholder-twelve"}' }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: web, namespace: prod }
spec:
  refreshInterval: 1h
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { name: web-session }
  data: [{ secretKey: token, remoteRef: { key: prod/web, property: token } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: mail, namespace: prod }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  dataFrom: [{ extract: { key: prod/mail } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: merged, namespace: prod }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { creationPolicy: Merge }
  data: [{ secretKey: token, remoteRef: { key: prod/web, property: token } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: kept, namespace: prod }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  target: { creationPolicy: Orphan }
  data: [{ secretKey: token, remoteRef: { key: prod/web, property: token } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: lost, namespace: staging }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: vault }
  data: [{ secretKey: token, remoteRef: { key: staging/lost } }]
OBJECTS
for name in web mail merged kept; do
  ./kubectl --namespace prod wait --for condition=Ready "externalsecret/$name" --timeout 120s >/dev/null
done
./kubectl --namespace staging wait --for condition=Ready=False externalsecret/lost --timeout 120s >/dev/null

# What differs from run to run.
blot() {
  sed -E \
    -e 's/("(uid|resourceVersion|syncedResourceVersion|kubernetes\.io\/service-account\.uid)": ")[^"]+"/\1placeholder"/' \
    -e 's/("[^"]*(data-hash|created-by)": ")[^"]+"/\1placeholder"/' \
    -e 's/"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z"/"2026-11-30T08:00:00Z"/'
}
record() {
  name=$1
  shift
  ./kubectl "$@" --output json | blot >"$out/kubectl-$name.json"
}
record all-namespaces get externalsecrets,secrets --all-namespaces
record managed-fields get externalsecrets,secrets --namespace prod --show-managed-fields
record secret get secret applied --namespace prod
record empty get externalsecrets,secrets --namespace empty
