# CI: torch >= 2.6
"""Saving a run so that it goes on as if nothing had happened.

Shows: weights, optimizer states, step and random state in one file; what happens when the optimizer is forgotten.
Needs: torch >= 2.6 (the safe loader of 1.13 refuses the numbers in an optimizer). Runs on CPU: yes.
"""
import os
import tempfile

import torch
from torch import nn


def start():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(16, 64), nn.Tanh(), nn.Linear(64, 1))
    return model, torch.optim.AdamW(model.parameters(), lr=1e-2)


def train(model, optimizer, steps):
    for _ in range(steps):
        x = torch.randn(32, 16)  # drawn at random: the random state decides which data comes next
        loss = (model(x) - x[:, :1]).pow(2).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()


def weights(model):
    return torch.cat([p.detach().flatten() for p in model.parameters()])


model, optimizer = start()  # the run that nobody interrupts
train(model, optimizer, 40)
whole = weights(model)

model, optimizer = start()  # the same run, stopped half-way
train(model, optimizer, 20)
path = os.path.join(tempfile.mkdtemp(), "last.pt")
state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": 20, "random": torch.get_rng_state()}
torch.save(state, path + ".part")
os.replace(path + ".part", path)  # in one move: a crash while writing never costs the last good file

parameters = sum(p.numel() for p in model.parameters())
size = os.path.getsize(path)
print(f"{parameters} parameters, file {size} bytes, {size / parameters:.1f} bytes each")


def resumed(with_optimizer: bool):
    model, optimizer = start()
    # weights_only refuses code hidden in the file; map_location keeps the old copy out of GPU memory.
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    if with_optimizer:
        optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    train(model, optimizer, 40 - state["step"])
    return weights(model)


assert torch.equal(resumed(True), whole), "to the last bit"
assert not torch.allclose(resumed(False), whole, atol=1e-3), "without its states AdamW takes other steps"
