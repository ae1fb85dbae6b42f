'use strict';
(function () {
  var usedInputs = 12;
  var delay = 60;
  var state = { model: null, key: null, fields: [], reasons: 6, scored: null, asked: 0, language: 'curl' };

  function $(id) {
    return document.getElementById(id);
  }

  function make(name, attributes, children) {
    var node = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === 'text') {
        node.textContent = attributes.text;
      } else {
        node.setAttribute(key, attributes[key]);
      }
    });
    (children || []).forEach(function (child) {
      node.appendChild(child);
    });
    return node;
  }

  function draw(name, attributes, text) {
    var node = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.keys(attributes || {}).forEach(function (key) {
      node.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) {
      node.textContent = text;
    }
    return node;
  }

  function show(id, isShown) {
    $(id).hidden = !isShown;
  }

  function say(id, text) {
    $(id).textContent = text || '';
    show(id, Boolean(text));
  }

  // Requests. A problem has a detail and a hint.
  function send(path, options) {
    var headers = Object.assign({}, (options || {}).headers);
    if (state.key) {
      headers['X-API-Key'] = state.key;
    }
    return fetch(path, Object.assign({}, options, { headers: headers })).then(function (response) {
      if (response.ok) {
        return response;
      }
      return response.json().catch(function () {
        return { detail: 'The server answers with status ' + response.status + '.' };
      }).then(function (problem) {
        problem.status = response.status;
        throw problem;
      });
    }, function (failure) {
      if (failure.name === 'AbortError') {
        throw failure;
      }
      throw { detail: 'The server cannot be reached.', hint: 'is it still running?' };
    });
  }

  function post(path, body, signal) {
    return send(path, {
      method: 'POST', body: JSON.stringify(body), signal: signal, headers: { 'Content-Type': 'application/json', Accept: 'application/json' }
    }).then(function (response) {
      return response.json();
    });
  }

  function words(problem) {
    return problem.detail ? problem.detail + (problem.hint ? ' – ' + problem.hint : '') : String(problem);
  }

  // Signs that mean something to a shell are escaped, too: the examples are pasted there.
  function escaped(name) {
    return encodeURIComponent(name).replace(/[!'()*]/g, function (sign) {
      return '%' + sign.charCodeAt(0).toString(16).toUpperCase();
    });
  }

  function path(action) {
    return 'v1/models/' + escaped(state.model.name) + (action ? ':' + action : '');
  }

  // Numbers as people read them.
  function percent(p) {
    if (p > 0 && p < 0.00005) {
      return '< 0.01%';
    }
    if (p < 1 && p > 0.99995) {
      return '> 99.99%';
    }
    return (100 * p).toFixed(p < 0.01 || p > 0.99 ? 2 : 1) + '%';
  }

  function short(x) {
    if (x === null || x === undefined) {
      return '';
    }
    return String(Number(x.toPrecision(4)));
  }

  function day(days) {
    return new Date(days * 86400000).toISOString().slice(0, 10);
  }

  // A step of which a range has about a hundred.
  function stepOf(input) {
    var span = input.maximum - input.minimum;
    if (!(span > 0)) {
      return 1;
    }
    var isWhole = Number.isInteger(input.minimum) && Number.isInteger(input.maximum);
    var step = Math.pow(10, Math.floor(Math.log10(span / 50)));
    return isWhole ? Math.max(1, step) : step;
  }

  function round(x, step) {
    var digits = Math.max(0, -Math.floor(Math.log10(step)));
    return String(Number((Math.round(x / step) * step).toFixed(Math.min(20, digits))));
  }

  // The form.
  function numberField(input, id) {
    var hasRange = input.minimum !== undefined && input.maximum > input.minimum;
    var step = hasRange ? stepOf(input) : 1;
    var start = input.typicalNumber === undefined ? '' : hasRange ? round(input.typicalNumber, step) : short(input.typicalNumber);
    var hint = hasRange ? short(input.minimum) + ' to ' + short(input.maximum) + ' in training' : '';
    var box = make('input', { type: 'text', inputmode: 'decimal', id: id, autocomplete: 'off', 'aria-describedby': id + '-hint', placeholder: 'missing' });
    var nodes = [make('div', { class: 'line' }, [
      make('div', {}, [
        make('label', { class: 'name', for: id, text: input.name }),
        make('span', { class: 'hint', id: id + '-hint', text: hint })
      ]),
      box
    ])];
    var slider = null;
    if (hasRange) {
      slider = make('input', { type: 'range', min: input.minimum, max: input.maximum, step: 'any', 'aria-label': input.name + ', slider' });
      slider.addEventListener('input', function () {
        box.value = round(Number(slider.value), step);
        changed(input.name);
      });
      slider.addEventListener('keydown', function (event) {
        var by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
        if (by) {
          event.preventDefault();
          var value = Math.min(input.maximum, Math.max(input.minimum, Number(slider.value) + by * step));
          slider.value = value;
          box.value = round(value, step);
          changed(input.name);
        }
      });
      nodes.push(slider);
    }
    function follow() {
      if (slider && box.value.trim() !== '' && isFinite(Number(box.value))) {
        slider.value = box.value;
      }
    }
    box.addEventListener('input', function () {
      follow();
      changed(input.name);
    });
    return {
      nodes: nodes,
      reset: function () {
        box.value = start;
        follow();
      },
      value: function () {
        var text = box.value.trim();
        return text === '' ? null : isFinite(Number(text)) ? Number(text) : text;
      }
    };
  }

  function levelField(input, id) {
    var isShort = input.levels.length <= 200;
    var box = isShort
      ? make('select', { id: id }, input.levels.filter(function (level) {
        return level !== '(missing)';
      }).map(function (level) {
        return make('option', { value: level, text: level });
      }).concat([make('option', { value: '', text: '(missing)' })]))
      : make('input', { type: 'text', id: id, list: id + '-levels', autocomplete: 'off', placeholder: 'missing' });
    box.addEventListener('input', function () {
      changed(input.name);
    });
    var nodes = [make('div', { class: 'line' }, [make('label', { class: 'name', for: id, text: input.name }), box])];
    if (!isShort) {
      nodes.push(make('datalist', { id: id + '-levels' }, input.levels.map(function (level) {
        return make('option', { value: level });
      })));
    }
    return {
      nodes: nodes,
      reset: function () {
        box.value = input.typicalLevel === '(missing)' ? '' : input.typicalLevel;
      },
      value: function () {
        return box.value === '' ? null : box.value;
      }
    };
  }

  function dateField(input, id) {
    var box = make('input', { type: 'date', id: id });
    box.addEventListener('input', function () {
      changed(input.name);
    });
    return {
      nodes: [make('div', { class: 'line' }, [make('label', { class: 'name', for: id, text: input.name }), box])],
      reset: function () {
        box.value = input.typicalNumber === undefined ? '' : day(input.typicalNumber);
      },
      value: function () {
        return box.value === '' ? null : box.value;
      }
    };
  }

  function textField(input, id) {
    var box = make('textarea', { id: id, rows: 3 });
    box.addEventListener('input', function () {
      changed(input.name);
    });
    return {
      nodes: [make('div', { class: 'line tall' }, [make('label', { class: 'name', for: id, text: input.name }), box])],
      reset: function () {
        box.value = '';
      },
      value: function () {
        return box.value;
      }
    };
  }

  // A vector as a line of a LIBSVM file: 3:1.5 17:0.25.
  function vectorField(input, id) {
    var box = make('textarea', { id: id, rows: 3, spellcheck: 'false', 'aria-describedby': id + '-hint' });
    box.addEventListener('input', function () {
      changed(input.name);
    });
    return {
      nodes: [make('div', { class: 'line tall' }, [
        make('div', {}, [
          make('label', { class: 'name', for: id, text: input.name }),
          make('span', { class: 'hint', id: id + '-hint', text: 'index:value, separated by blanks; other indices have 0' })
        ]),
        box
      ])],
      reset: function () {
        box.value = '';
      },
      addTo: function (values) {
        box.value.split(/\s+/).filter(Boolean).forEach(function (entry) {
          var colon = entry.indexOf(':');
          var text = colon < 0 ? '' : entry.slice(colon + 1);
          values[colon < 0 ? entry : entry.slice(0, colon)] = text !== '' && isFinite(Number(text)) ? Number(text) : text;
        });
      }
    };
  }

  function buildForm() {
    var makers = { number: numberField, level: levelField, date: dateField, text: textField, vector: vectorField };
    $('inputs').textContent = '';
    $('rest-inputs').textContent = '';
    state.fields = state.model.inputs.map(function (input, index) {
      var field = makers[input.kind](input, 'input-' + index);
      field.input = input;
      field.box = make('div', { class: 'field' }, field.nodes);
      (index < usedInputs ? $('inputs') : $('rest-inputs')).appendChild(field.box);
      field.reset();
      return field;
    });
    if (state.model.offset) {
      var offset = numberField({ name: state.model.offset }, 'offset');
      offset.input = { name: state.model.offset, kind: 'offset' };
      offset.reset = function () {
        $('offset').value = '0';
      };
      offset.box = make('div', { class: 'field' }, offset.nodes);
      $('inputs').appendChild(offset.box);
      offset.reset();
      state.fields.push(offset);
    }
    var more = state.model.inputs.length - usedInputs;
    show('rest', more > 0);
    $('rest-title').textContent = more === 1 ? '1 more column' : more + ' more columns';
  }

  function row() {
    var values = {};
    state.fields.forEach(function (field) {
      if (field.addTo) {
        field.addTo(values);
      } else {
        values[field.input.name] = field.value();
      }
    });
    return values;
  }

  // Predictions follow what is typed; an answer that comes too late is thrown away.
  var timer = 0;
  var running = null;

  function changed(name) {
    var choice = $('effect-of');
    if (name && Array.prototype.some.call(choice.options, function (option) {
      return option.value === name;
    })) {
      choice.value = name;
    }
    clearTimeout(timer);
    timer = setTimeout(update, delay);
    writeExample();
  }

  function update() {
    if (running) {
      running.abort();
    }
    running = new AbortController();
    var own = running;
    var values = row();
    var model = state.model;
    $('answer').classList.add('busy');
    var request = { rows: [values], flags: true };
    if (model.confidence) {
      request.interval = true;
    }
    if (model.hasReasons && !isOfVectors()) {
      request.reasons = Math.min(state.reasons, model.inputs.length);
    }
    post(path('predict'), request, own.signal).then(function (answer) {
      showAnswer(answer.predictions[0]);
      return $('effect-of').value ? post(path('effect'), { row: values, column: $('effect-of').value }, own.signal).then(function (effect) {
        showEffect(effect, values[effect.column]);
      }, function (problem) {
        if (problem.name === 'AbortError' || problem.status === 401) {
          throw problem;
        }
        $('effect').textContent = '';
        $('effect-note').textContent = words(problem);
      }) : null;
    }).catch(function (problem) {
      if (problem.name !== 'AbortError') {
        showProblem(problem);
      }
    }).then(function () {
      if (own === running) {
        $('answer').classList.remove('busy');
      }
    });
  }

  function showProblem(problem) {
    if (problem.status === 401) {
      askForKey();
      return;
    }
    state.fields.forEach(function (field) {
      field.box.classList.remove('odd');
      mark(field, field.input.name === problem.column);
    });
    say('error', words(problem));
    ['number', 'gauge', 'reasons', 'effect', 'effect-note', 'interval', 'verdict', 'flags'].forEach(function (id) {
      $(id).textContent = '';
    });
    show('flags', false);
    show('reasons-card', false);
    show('effect-card', false);
    $('spoken').textContent = words(problem);
  }

  function mark(field, isWrong) {
    field.box.classList.toggle('wrong', isWrong);
    field.box.querySelectorAll('input[type=text], input[type=date], select, textarea').forEach(function (box) {
      if (isWrong) {
        box.setAttribute('aria-invalid', 'true');
      } else {
        box.removeAttribute('aria-invalid');
      }
    });
  }

  function flagText(flag) {
    var input = state.model.inputs.filter(function (one) {
      return one.name === flag.column;
    })[0];
    var cell = flag.column + (flag.text === undefined ? '' : ' = ' + flag.text);
    switch (flag.kind) {
      case 'unseenLevel':
        return cell + ' is a level that training did not see';
      case 'belowRange':
        return cell + ' is below the training range';
      case 'aboveRange':
        return cell + ' is above the training range';
      default:
        return cell + (flag.text === undefined ? ' is missing and ' : ' has no value in the formula and ') + input.missing;
    }
  }

  function showAnswer(prediction) {
    var model = state.model;
    say('error', '');
    $('verdict').textContent = '';
    $('verdict').append('Predicts ' + model.target + ' = ', make('strong', { text: prediction.prediction }));
    $('number').textContent = model.positive === undefined ? percent(prediction.probabilities[prediction.prediction]) : percent(prediction.probability);
    var spoken;
    if (model.positive === undefined) {
      $('interval').textContent = 'the probability of ' + prediction.prediction;
      classBars(prediction);
      spoken = prediction.prediction + ', ' + $('number').textContent;
    } else {
      var interval = prediction.interval;
      $('interval').textContent = 'the probability of ' + model.positive + (interval
        ? '; ' + Math.round(100 * model.confidence) + '% interval ' + percent(interval.lower) + ' to ' + percent(interval.upper) : '')
        + '; threshold ' + short(model.threshold);
      gauge(prediction.probability, interval);
      spoken = prediction.prediction + ', probability of ' + model.positive + ' ' + $('number').textContent;
    }
    $('spoken').textContent = spoken;
    var odd = {};
    $('flags').textContent = '';
    prediction.flags.forEach(function (flag) {
      odd[flag.column] = true;
      $('flags').appendChild(make('li', { text: flagText(flag) }));
    });
    show('flags', prediction.flags.length > 0);
    state.fields.forEach(function (field) {
      field.box.classList.toggle('odd', Boolean(odd[field.input.name]));
      mark(field, false);
    });
    show('effect-card', $('effect-of').options.length > 0);
    show('reasons-card', Boolean(prediction.reasons));
    if (prediction.reasons) {
      show('reasons-steps', Boolean(state.model.hasSteps));
      reasonBars(prediction.reasons);
    }
  }

  function svg(id, width, height, label) {
    var picture = draw('svg', { viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': label });
    $(id).textContent = '';
    $(id).appendChild(picture);
    return picture;
  }

  function widthOf(id) {
    return Math.max(260, Math.min(760, $(id).clientWidth || 600));
  }

  function gauge(p, interval) {
    var width = widthOf('gauge');
    var inner = width - 2;
    var picture = svg('gauge', width, 54, 'The probability ' + percent(p)
      + (interval ? ', between ' + percent(interval.lower) + ' and ' + percent(interval.upper) : '') + ' on a scale from 0 to 100%');
    picture.appendChild(draw('rect', { class: 'track', x: 1, y: 8, width: inner, height: 20, rx: 5 }));
    picture.appendChild(draw('rect', { class: 'bar-fill', x: 1, y: 8, width: Math.max(1, inner * p), height: 20, rx: Math.min(5, inner * p / 2) }));
    if (interval) {
      var from = 1 + inner * interval.lower;
      var to = 1 + inner * interval.upper;
      picture.appendChild(draw('rect', { class: 'band', x: from, y: 3, width: Math.max(2, to - from), height: 30, rx: 3 }));
      picture.appendChild(draw('line', { class: 'axis', x1: from, x2: from, y1: 3, y2: 33 }));
      picture.appendChild(draw('line', { class: 'axis', x1: to, x2: to, y1: 3, y2: 33 }));
    }
    var threshold = 1 + inner * state.model.threshold;
    picture.appendChild(draw('line', { class: 'threshold', x1: threshold, x2: threshold, y1: 0, y2: 38 }));
    [0, 0.25, 0.5, 0.75, 1].forEach(function (tick) {
      picture.appendChild(draw('text', {
        x: 1 + inner * tick, y: 52, 'text-anchor': tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'
      }, 100 * tick + '%'));
    });
  }

  function cut(text, most) {
    return text.length > most ? text.slice(0, most - 1) + '…' : text;
  }

  // A name and its value: of a long name, the beginning and the end, in which similar names differ.
  function pair(name, value, most) {
    var tail = ' = ' + cut(value, Math.max(8, Math.floor(most / 2)));
    var room = Math.max(4, most - tail.length);
    var end = Math.floor((room - 1) / 2);
    return (name.length > room ? name.slice(0, room - 1 - end) + '…' + name.slice(name.length - end) : name) + tail;
  }

  function classBars(prediction) {
    var classes = state.model.classes;
    var width = widthOf('gauge');
    var label = Math.min(170, width * 0.35);
    var room = width - label - 76;
    var picture = svg('gauge', width, classes.length * 28 + 2, classes.map(function (name) {
      return name + ' ' + percent(prediction.probabilities[name]);
    }).join(', '));
    classes.forEach(function (name, index) {
      var y = index * 28;
      var p = prediction.probabilities[name];
      picture.appendChild(draw('text', { x: 0, y: y + 18, class: name === prediction.prediction ? 'strong' : '' }, cut(name, 22)));
      picture.appendChild(draw('rect', { class: 'track', x: label, y: y + 5, width: room, height: 18, rx: 4 }));
      picture.appendChild(draw('rect', { class: 'fill c' + index % 6, x: label, y: y + 5, width: Math.max(1, room * p), height: 18, rx: 4 }));
      picture.appendChild(draw('text', { x: width, y: y + 18, 'text-anchor': 'end' }, percent(p)));
    });
  }

  function reasonBars(reasons) {
    var width = widthOf('reasons');
    var isNarrow = width < 420;
    var step = isNarrow ? 46 : 30;
    var label = isNarrow ? 0 : Math.min(230, width * 0.42);
    var half = (width - label - 100) / 2;
    var middle = label + 50 + half;
    var most = Math.max.apply(null, reasons.map(function (reason) {
      return Math.abs(reason.contribution);
    }).concat([0.01]));
    var picture = svg('reasons', width, reasons.length * step + 4, reasons.map(function (reason) {
      return reason.column + ' ' + (reason.contribution < 0 ? 'lowers' : 'raises') + ' the log-odds by ' + short(Math.abs(reason.contribution));
    }).join(', '));
    picture.appendChild(draw('line', { class: 'axis', x1: middle, x2: middle, y1: 0, y2: reasons.length * step + 2 }));
    reasons.forEach(function (reason, index) {
      var y = index * step + (isNarrow ? 16 : 0);
      var size = Math.max(1, half * Math.abs(reason.contribution) / most);
      var isMinus = reason.contribution < 0;
      var text = pair(reason.column, reason.text === undefined ? '(missing)' : reason.text, Math.floor((isNarrow ? width : label) / 8));
      picture.appendChild(draw('text', { class: 'strong', x: 0, y: isNarrow ? y - 1 : y + 19 }, text));
      picture.appendChild(draw('rect', { class: isMinus ? 'minus' : 'plus', x: isMinus ? middle - size : middle, y: y + 5, width: size, height: 20, rx: 3 }));
      picture.appendChild(draw('text', {
        x: isMinus ? middle - size - 6 : middle + size + 6, y: y + 19, 'text-anchor': isMinus ? 'end' : 'start'
      }, (Math.abs(reason.contribution) < 0.005 ? '' : isMinus ? '−' : '+') + Math.abs(reason.contribution).toFixed(2)));
    });
  }

  function frame(id, height, label) {
    var width = widthOf(id);
    var picture = svg(id, width, height, label);
    var box = { picture: picture, left: 46, right: width - 12, top: 10, bottom: height - 34 };
    box.y = function (p) {
      return box.bottom - (box.bottom - box.top) * p;
    };
    [0, 0.25, 0.5, 0.75, 1].forEach(function (tick) {
      picture.appendChild(draw('line', { class: 'grid', x1: box.left, x2: box.right, y1: box.y(tick), y2: box.y(tick) }));
      picture.appendChild(draw('text', { x: box.left - 6, y: box.y(tick) + 4, 'text-anchor': 'end' }, 100 * tick + '%'));
    });
    return box;
  }

  function drawnClasses() {
    return state.model.positive === undefined ? state.model.classes : [state.model.positive];
  }

  function showEffect(effect, value) {
    var input = state.model.inputs.filter(function (one) {
      return one.name === effect.column;
    })[0];
    var isBinary = state.model.positive !== undefined;
    $('effect-note').textContent = 'The probability of ' + (isBinary ? state.model.positive : 'each class') + ' as ' + effect.column
      + ' changes and the rest of the row stays' + (effect.points[0].interval ? ', with its interval' : '') + '.';
    if (effect.points[0].level === undefined) {
      numberEffect(effect, input, value);
    } else {
      levelEffect(effect, value);
    }
  }

  function ticks(from, to, most) {
    var step = Math.pow(10, Math.floor(Math.log10((to - from) / most)));
    [1, 2, 5, 10].some(function (factor) {
      if ((to - from) / (step * factor) <= most) {
        step *= factor;
        return true;
      }
      return false;
    });
    var values = [];
    for (var tick = Math.ceil(from / step) * step; tick <= to + step * 1e-9; tick += step) {
      values.push(Number(tick.toPrecision(10)));
    }
    return values;
  }

  function numberEffect(effect, input, value) {
    var points = effect.points;
    var from = points[0].number;
    var to = points[points.length - 1].number;
    var box = frame('effect', 250, 'The effect of ' + effect.column + ' from ' + short(from) + ' to ' + short(to));
    var x = function (number) {
      return box.left + (box.right - box.left) * (to > from ? (number - from) / (to - from) : 0.5);
    };
    if (points[0].interval) {
      var upper = points.filter(function (point) {
        return point.interval;
      });
      var outline = upper.map(function (point) {
        return x(point.number).toFixed(2) + ',' + box.y(point.interval.upper).toFixed(2);
      }).concat(upper.slice().reverse().map(function (point) {
        return x(point.number).toFixed(2) + ',' + box.y(point.interval.lower).toFixed(2);
      }));
      box.picture.appendChild(draw('polygon', { class: 'band', points: outline.join(' ') }));
    }
    drawnClasses().forEach(function (name, index) {
      box.picture.appendChild(draw('polyline', {
        class: 'curve c' + index % 6,
        points: points.map(function (point, place) {
          var own = x(point.number).toFixed(2) + ',';
          var step = state.model.hasSteps && place > 0 ? own + box.y(points[place - 1].probabilities[name]).toFixed(2) + ' ' : '';
          return step + own + box.y(point.probabilities[name]).toFixed(2);
        }).join(' ')
      }));
    });
    var isDate = input.kind === 'date';
    (isDate ? [from, to] : ticks(from, to, 6)).forEach(function (tick, index) {
      box.picture.appendChild(draw('text', {
        x: x(tick), y: box.bottom + 18, 'text-anchor': isDate ? (index === 0 ? 'start' : 'end') : 'middle'
      }, isDate ? day(tick) : short(tick)));
    });
    var here = isDate && value ? Date.parse(value) / 86400000 : value;
    if (typeof here === 'number' && here >= from && here <= to) {
      var near = points.reduce(function (best, point) {
        return Math.abs(point.number - here) < Math.abs(best.number - here) ? point : best;
      });
      box.picture.appendChild(draw('line', { class: 'here-line', x1: x(here), x2: x(here), y1: box.top, y2: box.bottom }));
      drawnClasses().forEach(function (name) {
        box.picture.appendChild(draw('circle', { class: 'here', cx: x(here), cy: box.y(at(points, here, name, near)), r: 7 }));
      });
    }
    legend(box);
  }

  // Between two points of the curve.
  function at(points, number, name, near) {
    for (var index = 1; index < points.length; index++) {
      var left = points[index - 1];
      var right = points[index];
      if (left.number <= number && number <= right.number && right.number > left.number) {
        var share = (number - left.number) / (right.number - left.number);
        if (state.model.hasSteps) {
          return (number < right.number ? left : right).probabilities[name];
        }
        return left.probabilities[name] + share * (right.probabilities[name] - left.probabilities[name]);
      }
    }
    return near.probabilities[name];
  }

  function legend(box) {
    if (state.model.positive !== undefined) {
      return;
    }
    var place = box.left;
    state.model.classes.slice(0, 6).forEach(function (name, index) {
      box.picture.appendChild(draw('circle', { class: 'fill c' + index % 6, cx: place + 5, cy: box.bottom + 28, r: 5 }));
      box.picture.appendChild(draw('text', { x: place + 15, y: box.bottom + 32 }, cut(name, 14)));
      place += 30 + 7.5 * Math.min(14, name.length);
    });
  }

  function levelEffect(effect, value) {
    var points = effect.points;
    var name = state.model.positive;
    var width = widthOf('effect');
    var label = Math.min(190, width * 0.34);
    var left = label + 8;
    var room = width - left - 58;
    var height = points.length * 30 + 24;
    var picture = svg('effect', width, height, points.map(function (point) {
      return point.level + ' ' + percent(point.probabilities[name === undefined ? most(point) : name]);
    }).join(', '));
    [0, 0.5, 1].forEach(function (tick) {
      picture.appendChild(draw('line', { class: 'grid', x1: left + room * tick, x2: left + room * tick, y1: 0, y2: height - 22 }));
      picture.appendChild(draw('text', { x: left + room * tick, y: height - 6, 'text-anchor': 'middle' }, 100 * tick + '%'));
    });
    points.forEach(function (point, index) {
      var y = index * 30 + 15;
      var isHere = value === null ? point.level === '(missing)' : String(value) === point.level;
      picture.appendChild(draw('text', { class: isHere ? 'strong' : '', x: 0, y: y + 4 }, cut(point.level, Math.floor(label / 7.4))));
      if (name === undefined) {
        var place = left;
        state.model.classes.forEach(function (one, position) {
          var size = room * point.probabilities[one];
          picture.appendChild(draw('rect', { class: 'fill c' + position % 6, x: place, y: y - 9, width: Math.max(0, size), height: 18 }));
          place += size;
        });
      } else {
        if (point.interval) {
          picture.appendChild(draw('line', {
            class: 'whisker', x1: left + room * point.interval.lower, x2: left + room * point.interval.upper, y1: y, y2: y
          }));
        }
        picture.appendChild(draw('circle', { class: isHere ? 'here' : 'dot', cx: left + room * point.probabilities[name], cy: y, r: isHere ? 7 : 5.5 }));
      }
      picture.appendChild(draw('text', { x: width, y: y + 4, 'text-anchor': 'end' }, percent(point.probabilities[name === undefined ? most(point) : name])));
    });
  }

  function most(point) {
    return Object.keys(point.probabilities).reduce(function (best, one) {
      return point.probabilities[one] > point.probabilities[best] ? one : best;
    });
  }

  // Files.
  function isOfVectors() {
    return state.model.inputs.length === 1 && state.model.inputs[0].kind === 'vector';
  }

  // A file is sent as it is, whatever its encoding.
  function scoreRows(rows, name) {
    say('file-error', '');
    show('scored', false);
    $('score').disabled = true;
    var query = '?append=true&flags=true' + (state.model.confidence ? '&interval=true' : '')
      + ($('decimal').value && !isOfVectors() ? '&decimal=' + $('decimal').value : '');
    var type = isOfVectors() ? 'text/libsvm' : 'text/csv';
    send(path('predict') + query, { method: 'POST', body: rows, headers: { 'Content-Type': type, Accept: 'text/csv' } }).then(function (response) {
      return response.text();
    }).then(function (csv) {
      state.scored = { csv: csv, name: name.replace(/\.[^.]*$/, '') + '-scored.csv' };
      showScored(csv);
    }).catch(function (problem) {
      say('file-error', words(problem));
    }).then(function () {
      $('score').disabled = false;
    });
  }

  // The first records of a CSV text, with quotes.
  function records(csv, limit) {
    var all = [];
    var record = [];
    var cell = '';
    var isQuoted = false;
    for (var place = 0; place < csv.length && all.length < limit; place++) {
      var sign = csv[place];
      if (isQuoted) {
        if (sign === '"' && csv[place + 1] === '"') {
          cell += '"';
          place++;
        } else if (sign === '"') {
          isQuoted = false;
        } else {
          cell += sign;
        }
      } else if (sign === '"') {
        isQuoted = true;
      } else if (sign === ',' || sign === '\n') {
        record.push(cell);
        cell = '';
        if (sign === '\n') {
          all.push(record);
          record = [];
        }
      } else {
        cell += sign;
      }
    }
    return all;
  }

  function showScored(csv) {
    var first = records(csv, 11);
    var header = first[0];
    var added = header.indexOf('prediction');
    var count = records(csv, Infinity).length - 1;
    $('scored-note').textContent = count.toLocaleString('en') + (count === 1 ? ' row' : ' rows') + ' scored'
      + (count > 10 ? '; the first 10:' : ':');
    var table = $('scored-table');
    table.textContent = '';

    // The predictions first, where a phone shows them.
    var order = header.map(function (name, index) {
      return index;
    });
    order = order.slice(added).concat(order.slice(0, added));
    table.appendChild(make('thead', {}, [make('tr', {}, order.map(function (index) {
      return make('th', { scope: 'col', class: index >= added ? 'added' : '', text: header[index] });
    }))]));
    table.appendChild(make('tbody', {}, first.slice(1).map(function (cells) {
      return make('tr', {}, order.map(function (index) {
        var cell = cells[index];
        var isNumber = index > added && cell !== '' && isFinite(Number(cell));
        return make('td', { class: index >= added ? 'added' : '', text: isNumber ? Number(Number(cell).toPrecision(4)) : cut(cell, 40) });
      }));
    })));
    show('scored', true);
  }

  // Examples.
  function example(language) {
    var url = new URL(path('predict'), document.baseURI).href;
    var body = JSON.stringify({ rows: [row()] });
    var hasKey = Boolean(state.key);
    if (language === 'Python') {
      return 'import json, urllib.request\n\nrequest = urllib.request.Request(\n    "' + url + '",\n    data=json.dumps({"rows": [' + pythonOf(row()) + ']}).encode(),\n    headers={"Content-Type": "application/json"'
        + (hasKey ? ', "X-API-Key": "…"' : '') + '})\nprint(json.load(urllib.request.urlopen(request))["predictions"][0])';
    }
    if (language === 'C#') {
      return 'using System.Net.Http.Json;\nusing System.Text.Json.Nodes;\n\nusing var client = new HttpClient();\n'
        + (hasKey ? 'client.DefaultRequestHeaders.Add("X-API-Key", "…");\n' : '')
        + 'JsonNode request = JsonNode.Parse("""' + body + '""")!;\n'
        + 'HttpResponseMessage response = await client.PostAsJsonAsync("' + url + '", request);\n'
        + 'Console.WriteLine(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());';
    }
    return 'curl ' + url + ' \\\n' + (hasKey ? "  -H 'X-API-Key: …' \\\n" : '') + "  --json '" + body.replace(/'/g, "'\\''") + "'";
  }

  function pythonOf(values) {
    return '{' + Object.keys(values).map(function (name) {
      return JSON.stringify(name) + ': ' + (values[name] === null ? 'None' : JSON.stringify(values[name]));
    }).join(', ') + '}';
  }

  function writeExample() {
    $('example').textContent = example(state.language);
    $('copied').textContent = '';
  }

  function buildLanguages() {
    ['curl', 'C#', 'Python'].forEach(function (language) {
      var box = make('input', { type: 'radio', name: 'language', value: language });
      box.checked = language === state.language;
      box.addEventListener('change', function () {
        state.language = language;
        writeExample();
      });
      $('languages').appendChild(make('label', {}, [box, make('span', { text: language })]));
    });
  }

  // What the model was fitted to, and how well; recalibrations have changed its probabilities since.
  function history(model) {
    var updates = model.updates || [];
    var last = updates[updates.length - 1];
    var isRecalibrated = last && last.updateMethod !== 'refit';
    var measures = function (of) { return 'log loss ' + of.logLoss.toFixed(4) + ', accuracy ' + percent(of.accuracy); };
    var rows = function (count) { return count.toLocaleString('en') + (count === 1 ? ' row' : ' rows'); };
    return (isRefitted(model) ? 'Refitted to ' : 'Trained on ') + rows(model.training.rows) + '; on these rows ' + measures(model.training)
      + (isRecalibrated ? ', before later updates. Recalibrated to ' + rows(last.knownRows) + '; on these rows ' + measures(last) + ', after it' : '') + '.';
  }

  function isRefitted(model) {
    return (model.updates || []).some(function (update) { return update.updateMethod === 'refit'; });
  }

  function warnings(model) {
    var ofUpdates = (model.updates || []).reduce(function (all, update) { return all.concat(update.warnings); }, []);
    var own = model.training.warnings;
    return (own.length > 0 ? (isRefitted(model) ? 'The refit' : 'Training') + ' warned: ' + own.join('; ') : '')
      + (own.length > 0 && ofUpdates.length > 0 ? '. ' : '') + (ofUpdates.length > 0 ? 'An update warned: ' + ofUpdates.join('; ') : '');
  }

  // Start.
  function showModel(model) {
    state.model = model;
    document.title = model.name + ' – logreg';
    $('title').textContent = model.name;
    $('subtitle').textContent = 'Predicts ' + model.target + ' (' + model.classes.slice(0, 8).join(', ') + (model.classes.length > 8 ? ', …' : '') + ')'
      + (model.formula ? ' by ' + model.formula : '');
    $('about').textContent = history(model) + ' Loaded ' + new Date(model.loaded).toLocaleString('en') + '.';
    say('alert', model.problem ? 'The model file as it is now cannot be loaded; the version before is served: ' + model.problem : warnings(model));
    var choice = $('effect-of');
    choice.textContent = '';
    model.inputs.forEach(function (input) {
      if (input.kind !== 'text' && input.kind !== 'vector') {
        choice.appendChild(make('option', { value: input.name, text: input.name }));
      }
    });
    var number = model.inputs.filter(function (input) {
      return input.kind === 'number';
    })[0];
    if (number) {
      choice.value = number.name;
    }
    show('scored', false);
    say('file-error', '');
    show('decimal-chooser', !isOfVectors());
    $('file-title').textContent = isOfVectors() ? 'Score a LIBSVM file' : 'Score a CSV file';
    $('file-note').textContent = 'Drop a file here, choose one, or paste rows. ' + (isOfVectors()
      ? 'Each line has a label, which may be 0, and index:value for each number that is not 0.'
      : 'The first line has the names of the columns; other columns than the model’s are kept.');
    buildForm();
    show('content', true);
    writeExample();
    update();
  }

  function choose(name) {
    return send('v1/models/' + escaped(name)).then(function (response) {
      return response.json();
    }).then(showModel);
  }

  function askForKey() {
    show('content', false);
    show('key-form', true);
    $('subtitle').textContent = '';
    say('alert', state.key ? 'The server does not know this key.' : '');
    $('key').focus();
  }

  function nameInAddress() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (failure) {
      return '';
    }
  }

  function start() {
    send('v1/models').then(function (response) {
      return response.json();
    }).then(function (list) {
      show('key-form', false);
      var choice = $('model');
      choice.textContent = '';
      list.models.forEach(function (model) {
        choice.appendChild(make('option', { value: model.name, text: model.name }));
      });
      show('chooser', list.models.length > 1);
      var wanted = nameInAddress();
      var first = list.models.some(function (model) {
        return model.name === wanted;
      }) ? wanted : list.models[0].name;
      choice.value = first;
      return choose(first);
    }).catch(function (problem) {
      if (problem.status === 401) {
        askForKey();
      } else {
        $('subtitle').textContent = '';
        say('alert', words(problem));
      }
    });
  }

  $('model').addEventListener('change', function () {
    location.replace('#' + encodeURIComponent($('model').value));
    choose($('model').value).catch(function (problem) {
      say('alert', words(problem));
    });
  });
  $('inputs').addEventListener('submit', function (event) {
    event.preventDefault();
  });
  $('key-form').addEventListener('submit', function (event) {
    event.preventDefault();
    state.key = $('key').value.trim();
    start();
  });
  $('reset').addEventListener('click', function () {
    state.fields.forEach(function (field) {
      field.reset();
    });
    changed();
  });
  $('effect-of').addEventListener('change', update);
  $('file').addEventListener('change', function () {
    var file = $('file').files[0];
    if (file) {
      scoreRows(file, file.name);
      $('file').value = '';
    }
  });
  $('score').addEventListener('click', function () {
    if ($('csv').value.trim()) {
      scoreRows($('csv').value, 'rows.csv');
    } else {
      say('file-error', 'There are no rows: paste some, or choose a file.');
    }
  });
  ['dragenter', 'dragover'].forEach(function (kind) {
    $('drop').addEventListener(kind, function (event) {
      event.preventDefault();
      $('drop').classList.add('over');
    });
  });
  ['dragleave', 'drop'].forEach(function (kind) {
    $('drop').addEventListener(kind, function () {
      $('drop').classList.remove('over');
    });
  });
  $('drop').addEventListener('drop', function (event) {
    event.preventDefault();
    var file = event.dataTransfer.files[0];
    if (file) {
      scoreRows(file, file.name);
    }
  });
  $('download').addEventListener('click', function () {
    var link = make('a', { download: state.scored.name });
    link.href = URL.createObjectURL(new Blob([state.scored.csv], { type: 'text/csv' }));
    link.click();
    URL.revokeObjectURL(link.href);
  });
  $('copy').addEventListener('click', function () {
    navigator.clipboard.writeText($('example').textContent).then(function () {
      $('copied').textContent = 'Copied';
    }, function () {
      $('copied').textContent = 'Select the text to copy it';
    });
  });
  var resizing = 0;
  var lastWidth = window.innerWidth;
  window.addEventListener('resize', function () {
    if (state.model && window.innerWidth !== lastWidth) {
      lastWidth = window.innerWidth;
      clearTimeout(resizing);
      resizing = setTimeout(update, 150);
    }
  });
  buildLanguages();
  start();
}());
