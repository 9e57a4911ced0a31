"""What the tests on clusters share: a server of S3 in this process, and one cluster of three nodes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.clusters.nodes import Nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def bucket() -> Iterator[str]:
    """The address of an empty bucket."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("AWS_ACCESS_KEY_ID", "known"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
        ):
            patch.setenv(name, value)
        boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"]).create_bucket(Bucket="corpus")
        yield "s3://corpus"
        server.stop()


@pytest.fixture(scope="session")
def nodes(bucket: str) -> Iterator[Nodes]:
    """A cluster of three nodes with a core each, beside a head without any; they know the server of ``bucket``."""
    del bucket
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_AUTH_TOKEN", "0" * 32)
        # A node that is gone is missed after seconds, not after half a minute.
        for name, value in (("period_ms", "1000"), ("timeout_ms", "2000"), ("failure_threshold", "3")):
            patch.setenv(f"RAY_health_check_{name}", value)
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        found = Nodes(cluster)
        for _ in range(3):
            found.add()
        cluster.wait_for_nodes()
        yield found
        cluster.shutdown()
