# CI: torch >= 1.13
"""Gradient accumulation, and the mistake that hides in it.

Shows: four micro-batches give the gradient of one large batch, and why token counts must be summed first.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
vocab, steps = 50, 4
model = nn.Sequential(nn.Embedding(vocab, 32), nn.Linear(32, vocab)).double()


def gradient() -> torch.Tensor:
    """All gradients in one vector; clears them for the next run."""
    flat = torch.cat([p.grad.flatten() for p in model.parameters()])
    model.zero_grad(set_to_none=True)
    return flat


# 1. Micro-batches of equal size: divide each loss by the number of accumulation steps.
tokens, labels = torch.randint(vocab, (32,)), torch.randint(vocab, (32,))
cross_entropy(model(tokens), labels).backward()
large = gradient()

for x, y in zip(tokens.chunk(steps), labels.chunk(steps)):
    (cross_entropy(model(x), y) / steps).backward()  # .backward() adds to .grad
# optimizer.step() would stand here: once for every `steps` micro-batches
accumulated = gradient()
print("equal sizes: difference", (large - accumulated).abs().max().item())
assert torch.allclose(large, accumulated)

# 2. Padded text: the micro-batches hold 29, 3, 17 and 8 real tokens (label -100 is ignored).
batches = []
for real in (29, 3, 17, 8):
    y = torch.randint(vocab, (32,))
    y[real:] = -100
    batches.append((torch.randint(vocab, (32,)), y))

cross_entropy(model(torch.cat([x for x, _ in batches])), torch.cat([y for _, y in batches])).backward()
large = gradient()

# Wrong: a token of the 3-token batch counts almost ten times as much as one of the 29-token batch.
for x, y in batches:
    (cross_entropy(model(x), y) / steps).backward()
wrong = gradient()

real_tokens = sum((y != -100).sum() for _, y in batches)
# Right: sum over tokens, divide by the tokens of the whole batch.
for x, y in batches:
    (cross_entropy(model(x), y, reduction="sum") / real_tokens).backward()
right = gradient()

print("mean of means: relative error", ((wrong - large).norm() / large.norm()).item())
print("sum over tokens: relative error", ((right - large).norm() / large.norm()).item())
assert torch.allclose(large, right)
assert (wrong - large).norm() > 0.1 * large.norm()
