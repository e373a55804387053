# CI: torch >= 2.6, 2 processes
"""Sharding a model over several cards with FSDP2.

Shows: fully_shard from the inside out, what each card then holds, and that the gradients are those of one card.
Needs: torch >= 2.6 and one GPU per process, or none: without a GPU it runs over gloo on the CPU. Runs on CPU: yes.
Usage: torchrun --standalone --nproc-per-node 2 fsdp.py
"""
import os

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import MixedPrecisionPolicy, fully_shard

cuda = torch.cuda.is_available()
rank, world = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])  # set by torchrun
device = torch.device("cuda", int(os.environ["LOCAL_RANK"])) if cuda else torch.device("cpu")
if cuda:
    torch.cuda.set_device(device)
dist.init_process_group("nccl" if cuda else "gloo")
mesh = init_device_mesh(device.type, (world,))
assert 16 % world == 0, "the batch below is 16 rows: start 2, 4, 8 or 16 processes"


def build():
    torch.manual_seed(0)  # the same start everywhere
    block = lambda: nn.Sequential(nn.LayerNorm(64), nn.Linear(64, 256), nn.GELU(), nn.Linear(256, 64))
    return nn.Sequential(*(block() for _ in range(4)), nn.Linear(64, 8)).to(device)


plain, model = build(), build()
# Weights stay fp32 in the shards and travel and compute in bf16; on the CPU the check below wants full precision.
policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32) if cuda else MixedPrecisionPolicy()
for block in model[:4]:
    fully_shard(block, mesh=mesh, mp_policy=policy)  # each block is gathered just before it runs, then let go
fully_shard(model, mesh=mesh, mp_policy=policy)      # last the root, which takes what is left
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)  # after sharding: its states are shards as well

total = sum(p.numel() for p in model.parameters())
mine = sum(p.to_local().numel() for p in model.parameters())
print(f"rank {rank} holds {mine} of {total} weights")
assert mine <= total / world * 1.02, "rows are dealt out; only what cannot be divided is uneven"

x, y = torch.randn(16, 64, device=device), torch.randint(8, (16,), device=device)  # the same on every rank
share = slice(rank * 16 // world, (rank + 1) * 16 // world)  # each rank computes on its own part of the batch
history = []
for step in range(20):
    loss = nn.functional.cross_entropy(model(x[share]), y[share])
    loss.backward()  # gathers, computes, and sends each rank the average gradient of its shard
    if step == 0:
        nn.functional.cross_entropy(plain(x), y).backward()
        tolerance = 0.05 if cuda else 1e-5  # of each gradient's length: bf16 costs one or two per cent
        for p, q in zip(model.parameters(), plain.parameters()):
            difference = (p.grad.full_tensor() - q.grad).norm()
            assert difference < tolerance * q.grad.norm(), "the gradients must not change"
    # On a DTensor the norm is that of the whole model, not of the shard.
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    history.append(loss.item())

assert history[-1] < history[0] / 2, "the loss did not fall"
if rank == 0:
    print(f"loss {history[0]:.3f} -> {history[-1]:.3f}")
dist.destroy_process_group()
