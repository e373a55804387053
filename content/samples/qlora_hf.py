"""QLoRA with Transformers, PEFT and bitsandbytes.

Shows: a 4-bit base model, LoRA on all linear layers, a paged 8-bit optimizer, loss on the answer only.
Needs: torch >= 2.6, transformers >= 4.56, peft >= 0.15, bitsandbytes >= 0.45, datasets; an NVIDIA GPU.
Runs on CPU: no. Usage: python qlora_hf.py train.jsonl out, with lines {"prompt": "...", "answer": "..."}.
"""
import sys

import torch
from datasets import load_dataset
from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
from transformers import (AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig, DataCollatorForSeq2Seq, Trainer,
                          TrainingArguments)

MODEL, LENGTH = "Qwen/Qwen2.5-7B-Instruct", 2048
data_file, out = sys.argv[1:3]
bf16 = torch.cuda.is_bf16_supported(including_emulation=False)  # GTX 10 and RTX 20: False
compute = torch.bfloat16 if bf16 else torch.float16

tokenizer = AutoTokenizer.from_pretrained(MODEL)
model = AutoModelForCausalLM.from_pretrained(
    MODEL,
    dtype=compute,
    device_map={"": 0},
    attn_implementation="sdpa",
    quantization_config=BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=compute
    ),
)
# Casts norms and embeddings to fp32 and turns on checkpointing; the fp32 embeddings are a large part of the memory.
keep = {"use_reentrant": False}
model = prepare_model_for_kbit_training(model, gradient_checkpointing_kwargs=keep)
model = get_peft_model(
    model, LoraConfig(r=16, lora_alpha=32, lora_dropout=0.05, target_modules="all-linear", task_type="CAUSAL_LM")
)
model.print_trainable_parameters()


def encode(row):
    """The whole conversation as input; label -100 hides the prompt from the loss."""
    question = [{"role": "user", "content": row["prompt"]}]
    prompt = tokenizer.apply_chat_template(question, tokenize=False, add_generation_prompt=True)
    head = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    tail = tokenizer(row["answer"] + tokenizer.eos_token, add_special_tokens=False)["input_ids"]
    ids = (head + tail)[:LENGTH]
    return {"input_ids": ids, "attention_mask": [1] * len(ids), "labels": ([-100] * len(head) + tail)[:LENGTH]}


data = load_dataset("json", data_files=data_file, split="train")
data = data.map(encode, remove_columns=data.column_names)
data = data.filter(lambda row: any(label != -100 for label in row["labels"]))  # an answer cut off whole is NaN loss

trainer = Trainer(
    model=model,
    args=TrainingArguments(
        output_dir=out, num_train_epochs=1, per_device_train_batch_size=1, gradient_accumulation_steps=16,
        learning_rate=2e-4, lr_scheduler_type="cosine", warmup_steps=20, optim="paged_adamw_8bit", bf16=bf16,
        fp16=not bf16, gradient_checkpointing=True, gradient_checkpointing_kwargs=keep, logging_steps=10,
        save_strategy="epoch", report_to="none",
    ),
    train_dataset=data,
    data_collator=DataCollatorForSeq2Seq(tokenizer, label_pad_token_id=-100, pad_to_multiple_of=8),
)
trainer.train()
trainer.save_model(out)  # the adapter only: 4 bytes for each trained number, some 160 MB, not the base model
print(f"peak allocated {torch.cuda.max_memory_allocated() / 2**30:.2f} GiB")
