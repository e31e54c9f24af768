"""The wheel carries a native library, and runs with any Python 3 of its platform.

The code in it calls the library by ctypes: no extension module, so no Python version in the tag.
"""

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel


class Native(Distribution):
    """Says that there is a native library, though setuptools did not build it."""

    def has_ext_modules(self) -> bool:
        return True


class AnyPython(bdist_wheel):
    """Tags the wheel for the platform alone."""

    def get_tag(self):
        platform = super().get_tag()[2]
        return "py3", "none", platform


setup(distclass=Native, cmdclass={"bdist_wheel": AnyPython})
