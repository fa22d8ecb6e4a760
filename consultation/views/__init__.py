"""The screens of officials, of the desk and of the public: each reads, or calls one act."""
