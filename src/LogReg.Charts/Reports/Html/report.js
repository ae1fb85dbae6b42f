'use strict';
(function () {
  var tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  document.body.appendChild(tip);

  function hide() {
    tip.hidden = true;
  }

  function show(event) {
    var mark = event.target.closest('[data-tip]');
    if (!mark) {
      hide();
      return;
    }
    tip.textContent = mark.getAttribute('data-tip');
    tip.hidden = false;
    var room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    var above = event.clientY - tip.offsetHeight - 14;
    tip.style.left = Math.max(8, Math.min(room, event.clientX - tip.offsetWidth / 2)) + 'px';
    tip.style.top = (above >= 4 ? above : event.clientY + 20) + 'px';
  }

  // The browser's own tooltips come late, and on a phone not at all.
  document.querySelectorAll('svg.logreg-plot').forEach(function (plot) {
    var name = plot.querySelector('title');
    plot.setAttribute('aria-label', name.textContent);
    plot.setAttribute('aria-describedby', plot.querySelector('desc').id);
    plot.removeAttribute('aria-labelledby');
    name.remove();
    plot.querySelectorAll('title').forEach(function (title) {
      title.parentNode.setAttribute('data-tip', title.textContent);
      title.remove();
    });
    plot.addEventListener('pointermove', show);
    plot.addEventListener('pointerdown', show);
    plot.addEventListener('pointerleave', hide);
  });
  document.addEventListener('scroll', hide, { passive: true });
}());
