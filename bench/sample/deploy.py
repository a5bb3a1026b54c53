"""Puts a built image into a cluster and waits until it answers."""

import os
import subprocess
import sys
import time
import urllib.request

REGISTRY = "registry.example.com"
TIMEOUT_SECONDS = 300
POLL_SECONDS = 5


class DeployError(Exception):
    """What went wrong, for people."""


def run(*command, check=True):
    print("+", " ".join(command))
    result = subprocess.run(command, capture_output=True, text=True)
    if check and result.returncode != 0:
        raise DeployError(f"{command[0]} ended with {result.returncode}: {result.stderr.strip()}")
    return result.stdout


def log_in():
    user = os.environ["REGISTRY_USER"]
    password = os.environ["REGISTRY_PASSWORD"]
    login = subprocess.run(
        ["docker", "login", REGISTRY, "--username", user, "--password-stdin"],
        input=password,
        text=True,
        capture_output=True,
    )
    if login.returncode != 0:
        raise DeployError("the registry refused the log-in")


def push(name, tag):
    image = f"{REGISTRY}/{name}:{tag}"
    run("docker", "build", "--tag", image, ".")
    run("docker", "push", image)
    return image


def roll_out(deployment, image, namespace):
    run("kubectl", "--namespace", namespace, "set", "image", f"deployment/{deployment}", f"app={image}")
    run("kubectl", "--namespace", namespace, "rollout", "status", f"deployment/{deployment}")


def wait_for(address):
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=POLL_SECONDS) as answer:
                if answer.status == 200:
                    return
        except OSError as error:
            print(f"not yet: {error}")
        time.sleep(POLL_SECONDS)
    raise DeployError(f"{address} did not answer within {TIMEOUT_SECONDS} s")


def main():
    if len(sys.argv) != 4:
        print("usage: deploy.py NAME TAG NAMESPACE", file=sys.stderr)
        return 2
    name, tag, namespace = sys.argv[1:]
    try:
        log_in()
        image = push(name, tag)
        roll_out(name, image, namespace)
        wait_for(f"https://{name}.{namespace}.example.com/health")
    except DeployError as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    print("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
