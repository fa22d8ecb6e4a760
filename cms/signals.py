"""What the lowest room says to the rooms above.

`…_recorded` is sent inside the transaction and may fail it; `…_done` after commit only wakes.
"""

from django.dispatch import Signal

# Texts appended or standing again, and provisions retired, by one publishing.
# Carries: version, texts (list of ProvisionText), retired (list of Provision), by (User or None),
# reasons (dict of section id → why it was changed, as far as it was said).
provisions_recorded = Signal()

# A draft or version was imported or published. Carries: action (str), target, by, details (dict).
cms_act_recorded = Signal()

# Words of a dossier's files were read after the files were put in. Carries: files (their numbers).
dossier_words_recorded = Signal()
