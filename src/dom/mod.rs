//! The page side. The only module that names the DOM.
