"""Fine-tuning an encoder for classification with the Hugging Face Trainer.

Shows: dynamic padding, mixed precision chosen by the card, evaluation after every epoch, the best model kept.
Needs: torch >= 2.6, transformers >= 4.56, datasets, an NVIDIA GPU. Runs on CPU: no (possible, but too slow).
"""
import numpy as np
import torch
from datasets import load_dataset
from transformers import (AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding, Trainer,
                          TrainingArguments)

MODEL = "google-bert/bert-large-uncased"  # a drop-in successor: answerdotai/ModernBERT-large
bf16 = torch.cuda.is_bf16_supported(including_emulation=False)

tokenizer = AutoTokenizer.from_pretrained(MODEL)
data = load_dataset("stanfordnlp/sst2")
data = data.map(lambda rows: tokenizer(rows["sentence"], truncation=True, max_length=128), batched=True)

# dtype is given so that the weights stay fp32: autocast, not the checkpoint, decides what runs in 16 bit.
model = AutoModelForSequenceClassification.from_pretrained(MODEL, num_labels=2, dtype=torch.float32)


def accuracy(prediction):
    logits, labels = prediction
    return {"accuracy": float((np.argmax(logits, axis=-1) == labels).mean())}


trainer = Trainer(
    model=model,
    args=TrainingArguments(
        output_dir="bert-sst2",
        num_train_epochs=3,
        per_device_train_batch_size=16,
        per_device_eval_batch_size=128,
        learning_rate=2e-5,
        weight_decay=0.01,
        warmup_steps=1000,
        bf16=bf16,
        fp16=not bf16,
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=1,
        load_best_model_at_end=True,
        metric_for_best_model="accuracy",
        logging_steps=100,
        report_to="none",
    ),
    train_dataset=data["train"],
    eval_dataset=data["validation"],
    # Pads each batch to its own longest sentence, not all of them to 128.
    data_collator=DataCollatorWithPadding(tokenizer, pad_to_multiple_of=8),
    processing_class=tokenizer,
    compute_metrics=accuracy,
)
trainer.train()
print(trainer.evaluate())
print(f"peak allocated {torch.cuda.max_memory_allocated() / 2**30:.2f} GiB")
