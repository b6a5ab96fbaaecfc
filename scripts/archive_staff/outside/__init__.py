"""Addresses on other sites: asked politely and seldom, remembered from run to run, and judged only after weeks."""
