"""The paper bridge on the screen: codes of office sheets typed in, and what came from paper beside the desk.

Shared like printing: the window opens it and the situation leads to it; neither knows another tab.
"""
