"""Lets a real TensorBoard read a folder, and prints what it shows as JSON: the scalars of each run, and the sessions of HParams."""
import json
import os
import sys
import time
import urllib.parse
import urllib.request

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from tensorboard import program

board = program.TensorBoard()
board.configure(argv=[None, "--logdir", sys.argv[1], "--port", "0", "--host", "127.0.0.1", "--load_fast", "false"])
address = board.launch().rstrip("/")
wanted = int(sys.argv[2])


def get(path, **query):
    url = address + path + ("?" + urllib.parse.urlencode(query) if query else "")
    return json.load(urllib.request.urlopen(url))


def post(path, body):
    request = urllib.request.Request(address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))


tags = {}
deadline = time.time() + 60
while len(tags) < wanted and time.time() < deadline:  # It reads in the background.
    time.sleep(0.2)
    tags = get("/data/plugin/scalars/tags")
time.sleep(1)
tags = get("/data/plugin/scalars/tags")
scalars = {
    run: {tag: [[step, value] for _, step, value in get("/data/plugin/scalars/scalars", run=run, tag=tag)] for tag in known}
    for run, known in tags.items()
}
query = {
    "experimentName": "",
    "allowedStatuses": ["STATUS_SUCCESS", "STATUS_FAILURE", "STATUS_RUNNING", "STATUS_UNKNOWN"],
    "startIndex": 0,
    "sliceSize": 100,
    "colParams": [],
}
groups = post("/data/plugin/hparams/session_groups", query)["sessionGroups"]
sessions = {group["sessions"][0]["name"]: [group["hparams"], group["sessions"][0]["status"]] for group in groups}
json.dump({"scalars": scalars, "sessions": sessions}, open(sys.argv[3], "w"))
