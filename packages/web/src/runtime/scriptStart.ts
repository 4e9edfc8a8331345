/** The first statement of the first script; the library's time to visible is measured from this mark. */
performance.mark('script-start')
