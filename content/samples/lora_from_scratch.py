# CI: torch >= 1.13
"""LoRA in thirty lines.

Shows: a frozen linear layer with a trainable low-rank correction, its parameter count, and merging it away.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import math

import torch
from torch import nn


class LoRALinear(nn.Module):
    """y = W x + bias + (alpha / r) B A x: W and bias frozen, A (r x in) and B (out x r) trained."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float):
        super().__init__()
        self.base = base.requires_grad_(False)
        self.a = nn.Parameter(torch.empty(rank, base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))  # zero: training starts at the base model
        nn.init.kaiming_uniform_(self.a, a=math.sqrt(5))
        self.scale = alpha / rank

    def forward(self, x):
        return self.base(x) + (x @ self.a.T @ self.b.T) * self.scale

    @torch.no_grad()
    def merge(self) -> nn.Linear:
        """Adds the correction to W: inference then costs exactly what the base model costs."""
        self.base.weight += self.b @ self.a * self.scale
        return self.base


torch.manual_seed(0)
dim, rank = 256, 8
base = nn.Linear(dim, dim)
x = torch.randn(256, dim)
# The task: the base layer plus a change of rank 4, which a correction of rank 8 can express.
target = (base(x) + x @ (torch.randn(dim, 4) @ torch.randn(4, dim)) * 0.02).detach()

layer = LoRALinear(base, rank, alpha=16)
before = base.weight.clone()
assert torch.equal(layer(x), base(x)), "with B = 0 the adapter changes nothing"

trainable = [p for p in layer.parameters() if p.requires_grad]
count, full = sum(p.numel() for p in trainable), base.weight.numel()
print(f"trainable {count} of {full} weights ({100 * count / full:.2f} %)")
assert count == rank * (dim + dim)

optimizer = torch.optim.AdamW(trainable, lr=1e-2, weight_decay=0.0)
for step in range(300):
    optimizer.zero_grad(set_to_none=True)
    loss = nn.functional.mse_loss(layer(x), target)
    loss.backward()
    optimizer.step()
    if step == 0:
        first = loss.item()
print(f"loss {first:.4f} -> {loss.item():.6f}")

assert loss.item() < first / 1000, "the adapter did not learn"
assert torch.equal(base.weight, before) and base.weight.grad is None, "the base weights must not move"
adapted = layer(x).detach()
assert torch.allclose(layer.merge()(x), adapted, atol=1e-4), "merging must not change the output"
