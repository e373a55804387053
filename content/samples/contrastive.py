# CI: torch >= 1.13
"""In-batch negatives: the loss behind most text embeddings.

Shows: InfoNCE on paired vectors, and why the batch size is part of the task (more negatives, harder task).
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import math

import torch
from torch import nn
from torch.nn.functional import cross_entropy, normalize

torch.manual_seed(0)


def info_nce(queries, documents, temperature=0.05):
    """Row i of `queries` belongs to row i of `documents`; all other rows of the batch are its negatives."""
    similarity = normalize(queries, dim=1) @ normalize(documents, dim=1).T / temperature
    return cross_entropy(similarity, torch.arange(len(queries), device=queries.device))


# Two views of the same hidden meaning, each through its own fixed random mixing plus noise.
meanings = torch.randn(2048, 16)
queries = meanings @ torch.randn(16, 64) + 0.1 * torch.randn(2048, 64)
documents = meanings @ torch.randn(16, 64) + 0.1 * torch.randn(2048, 64)

towers = nn.ModuleList([nn.Linear(64, 16), nn.Linear(64, 16)])
optimizer = torch.optim.AdamW(towers.parameters(), lr=1e-2)


@torch.no_grad()
def recall_at_1() -> float:
    """Share of 256 held-out queries whose nearest document is the right one."""
    q, d = normalize(towers[0](queries[-256:]), dim=1), normalize(towers[1](documents[-256:]), dim=1)
    return ((q @ d.T).argmax(dim=1) == torch.arange(256)).float().mean().item()


# With random vectors the loss sits near ln(batch): a larger batch is a harder question.
noise = [info_nce(torch.randn(n, 512), torch.randn(n, 512), temperature=1.0).item() for n in (8, 64, 512)]
print("loss on noise for batches of 8, 64, 512:", [round(v, 2) for v in noise])
assert all(abs(v - math.log(n)) < 0.1 for v, n in zip(noise, (8, 64, 512)))

before = recall_at_1()
for step in range(300):
    batch = torch.randperm(2048 - 256)[:128]
    optimizer.zero_grad(set_to_none=True)
    info_nce(towers[0](queries[batch]), towers[1](documents[batch])).backward()
    optimizer.step()
after = recall_at_1()
print(f"recall@1 {before:.3f} -> {after:.3f}")
assert before < 0.1 and after > 0.95
