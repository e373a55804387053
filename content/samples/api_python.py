"""Cards with 24 GB or more that cost at most 1,700 dollars at launch, and who says so."""

import json
from urllib.request import urlopen

with urlopen("https://headroom.example/api/v1/gpus.json") as response:
    data = json.load(response)

print(data["attribution"])
cards = [
    gpu
    for gpu in data["gpus"]
    if gpu["memoryGb"] >= 24 and (gpu["launchPriceUsd"] or 1e9) <= 1700
]
for gpu in sorted(cards, key=lambda gpu: (gpu["launchPriceUsd"], gpu["slug"])):
    print(gpu["name"], gpu["launchPriceUsd"], *gpu["sources"]["launchPriceUsd"])
