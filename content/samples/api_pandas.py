"""The same question as a table, then models by kind from nested JSON."""

import json
from urllib.request import urlopen

import pandas as pd

API = "https://headroom.example/api/v1"

gpus = pd.read_csv(f"{API}/gpus.csv", index_col="slug")
wanted = gpus[(gpus.memoryGb >= 24) & (gpus.launchPriceUsd <= 1700)]
fastest = wanted.nlargest(3, "tensorBf16Tflops")
print("Data of", gpus.dataVersion.iloc[0])
print(fastest[["memoryGb", "tensorBf16Tflops", "launchPriceUsd"]])

with urlopen(f"{API}/models.json") as response:
    models = pd.json_normalize(json.load(response)["models"])
print(models.groupby("kind").size().sort_index())
