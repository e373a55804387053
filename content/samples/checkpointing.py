# CI: torch >= 1.13
"""Gradient checkpointing: keep the block inputs, compute the rest again.

Shows: bytes kept for the backward pass with and without checkpointing, and that the gradients are the same.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
dim, layers, tokens = 128, 12, 512


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return x + self.mlp(self.norm(x))


def run(use_checkpoint: bool):
    """One forward and backward; returns kept bytes, forward calls per block and the gradients."""
    model.zero_grad(set_to_none=True)
    for block in model:
        block.calls = 0
    parameters = {p.data_ptr() for p in model.parameters()}
    kept = {}  # address -> bytes, so that a tensor saved twice counts once

    def keep(t):
        if t.data_ptr() not in parameters:
            kept[t.data_ptr()] = t.numel() * t.element_size()
        return t

    # Autograd calls `keep` for whatever it stores; checkpoint() holds the block input by itself.
    with torch.autograd.graph.saved_tensors_hooks(keep, lambda t: t):
        h = x
        for block in model:
            keep(h)
            h = checkpoint(block, h, use_reentrant=False) if use_checkpoint else block(h)
    h.pow(2).mean().backward()
    return sum(kept.values()), model[0].calls, [p.grad.clone() for p in model.parameters()]


model = nn.ModuleList(Block() for _ in range(layers))
x = torch.randn(tokens, dim)
plain, plain_calls, plain_grads = run(False)
saved, saved_calls, saved_grads = run(True)

print(f"kept without checkpointing: {plain / 2**20:.1f} MiB, forward calls per block: {plain_calls}")
print(f"kept with checkpointing:    {saved / 2**20:.1f} MiB, forward calls per block: {saved_calls}")

assert (plain_calls, saved_calls) == (1, 2), "the price is one more forward pass"
assert saved == layers * tokens * dim * 4, "one block input of 4-byte floats per block"
assert plain > 8 * saved
assert all(torch.allclose(a, b) for a, b in zip(plain_grads, saved_grads)), "the gradients must not change"
