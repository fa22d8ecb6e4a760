"""The look: tokens, assets, components, and the modules that quicken them."""
