# CI: torch >= 1.13
"""The plain training loop: zero_grad, forward, loss, backward, step.

Shows: a small network learning sin(x) with nothing but the five lines every training run repeats.
Needs: torch >= 1.13. Runs on CPU: yes.
"""
import math

import torch
from torch import nn

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"

x = torch.linspace(-math.pi, math.pi, 512, device=device).unsqueeze(1)
y = torch.sin(x)

model = nn.Sequential(nn.Linear(1, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 1)).to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
loss_fn = nn.MSELoss()

model.train()
history = []
for step in range(600):
    batch = torch.randint(0, len(x), (64,), device=device)

    optimizer.zero_grad(set_to_none=True)  # 1. forget the gradients of the previous step
    prediction = model(x[batch])           # 2. forward: activations are kept for step 4
    loss = loss_fn(prediction, y[batch])   # 3. one number that says how wrong we are
    loss.backward()                        # 4. backward: every parameter gets its .grad
    optimizer.step()                       # 5. update the weights from the gradients

    # .item() waits for the GPU; reading the loss every step would stall it.
    if step % 100 == 0:
        history.append(loss.item())
        print(f"step {step:3d}  loss {history[-1]:.5f}")

model.eval()
with torch.no_grad():  # no graph is recorded, so no activations are kept
    error = (model(x) - y).abs().max().item()
print(f"largest error {error:.3f}")

assert history[-1] < history[0] / 50, "the loss did not fall"
assert error < 0.15, "the network did not learn the function"
