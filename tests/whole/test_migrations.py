"""The migrations make the tables that the models describe."""

import os
import subprocess
import sys


def test_no_model_has_changed_without_a_migration(tmp_path):
    here = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "samverkan.web.conf.settings",
        "SAMVERKAN_DATA": str(tmp_path),
    }
    words = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    answer = subprocess.run(words, env=here, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
