"""What stands before MORI passes files of cases on, and keeps nothing of them."""

import re

from mori.web.files import MOST_EVIDENCE_BYTES
from tests.test_deploy import DEPLOY, NGINX, block


def test_evidence_passes_the_proxies_without_lying_on_their_disk(app):
    caddy = (DEPLOY / "Caddyfile").read_text()
    (of_caddy,) = re.findall(r"@evidence path_regexp (\S+)", caddy)
    patterns = re.findall(r"location ~\* (\S+) \{", NGINX)
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    paths = {re.sub("<[a-z]+>", "abcdefgh23", rule.rule): rule.endpoint for rule in rules}

    takers = {
        path
        for path, name in paths.items()
        if getattr(app.view_functions[name], "takes_evidence", False)
    }

    assert takers == {path for path in paths if re.fullmatch(of_caddy, path)}
    assert all(any(re.search(pattern, path) for pattern in patterns) for path in takers)
    for pattern in patterns:
        said = block(f"location ~* {pattern}")
        assert "proxy_request_buffering off;" in said
        assert f"client_max_body_size {MOST_EVIDENCE_BYTES // 1_000_000}m;" in said
