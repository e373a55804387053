# CI: torch >= 2.6
"""Mixed precision: bf16 where the card has it, fp16 with loss scaling where it has not.

Shows: torch.autocast, GradScaler, and clipping gradients at the right moment.
Needs: torch >= 2.6, and an NVIDIA GPU with Tensor Cores to gain speed. Runs on CPU: yes (bf16, slowly).
"""
import torch
from torch import nn

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
# Ask for native bf16: on Turing and older the call without the argument also accepts slow emulation.
use_bf16 = device == "cpu" or torch.cuda.is_bf16_supported(including_emulation=False)
dtype = torch.bfloat16 if use_bf16 else torch.float16
print(f"{torch.cuda.get_device_name() if device == 'cuda' else 'CPU'}: autocast to {dtype}")

# The weights stay in fp32; autocast makes 16-bit copies for the matrix products.
dim = 1024 if device == "cuda" else 64
model = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim)).to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, fused=True)

# bf16 has the exponent range of fp32 and needs no scaling; a disabled scaler passes everything through.
scaler = torch.amp.GradScaler(device, enabled=not use_bf16)

x = torch.randn(256, dim, device=device)
y = x.roll(1, dims=1)  # something that can be learned

history = []
for step in range(60):
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast(device_type=device, dtype=dtype):
        prediction = model(x)                            # matrix products in 16 bit
        loss = nn.functional.mse_loss(prediction, y)     # autocast runs this loss in fp32
    scaler.scale(loss).backward()                        # backward stays outside autocast
    scaler.unscale_(optimizer)                           # true gradients again, so clipping means what it says
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)                               # skipped if a gradient is inf or NaN
    scaler.update()                                      # halves the scale after a skip, doubles it after long calm
    if step % 20 == 0:
        history.append(loss.item())

print(f"loss {history[0]:.4f} -> {loss.item():.4f}, loss scale {scaler.get_scale()}")
assert model[0].weight.dtype is torch.float32
assert prediction.dtype is dtype, "the matrix products ran in 16 bit"
assert loss.dtype is torch.float32 and loss.item() < history[0] / 2, "the loss did not fall"
