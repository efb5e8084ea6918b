#!/usr/bin/python3
"""Tests of scripts/yaml2brian.py that need no Brian 2: its grammar, names, order, refusals."""

import ast
import pathlib
import subprocess
import sys
import tempfile
import unittest

from translating import CONNECTION, PLAIN, ROOT, model_of, script_of

from yaml2brian import text, units
from yaml2brian.declarations import declared_unit
from yaml2brian.model import Model
from yaml2brian.refusal import NotTranslatable, WrongModel
from yaml2brian.script import Script


def expression(written, functions=None):
    return text.Rewriter(lambda word: word, functions).expression(written)


class Expressions(unittest.TestCase):
    def check(self, pairs):
        for ours, theirs in pairs:
            with self.subTest(ours):
                self.assertEqual(expression(ours), theirs)

    def test_units_after_a_number_bind_tighter_than_operators(self):
        self.check(
            [
                ("20 ms", "20*ms"),
                ("1/20 ms", "1/(20*ms)"),
                ("1 uF/cm^2 * area", "(1*uF/cm**2)*area"),
                ("2 ms^-1", "2*ms**(-1)"),
                ("3 mV/ms^(1/2)", "3*mV/ms**(1/2)"),
                ("8.3 J/(mol K)", "8.3*joule/(mol*kelvin)"),
                ("2 mV ms", "2*mV*ms"),
                ("20*ms", "20*ms"),
            ]
        )

    def test_single_letters_are_units_only_after_numbers(self):
        self.check(
            [
                ("1 s", "1*second"),
                ("5 S/cm^2", "5*siemens/cm**2"),
                ("m**3*h", "m**3*h"),
                ("2*m + 3 m/s", "2*m + (3*metre/second)"),
                ("1e-3 A*s", "(1e-3*amp)*s"),
            ]
        )

    def test_power_signs_truth_and_words(self):
        self.check(
            [
                ("x^2", "x**2"),
                ("-x**2 - -1", "-x**2 - -1"),
                ("a and not (b or c)", "a and not (b or c)"),
                ("fast == true", "fast == True"),
                ("i % 3 // 2", "i%3//2"),
                ("v>=vt", "v >= vt"),
            ]
        )

    def test_functions_of_the_model_are_written_out(self):
        functions = {"f": (["x"], "x/(1 mV)*Hz"), "g": (["a", "b"], "f(a) + b")}
        self.assertEqual(expression("2*f(v + w)", functions), "2*((v + w)/(1*mV)*Hz)")
        self.assertEqual(expression("g(v, tau)", functions), "(((v))/(1*mV)*Hz) + (tau)")
        with self.assertRaises(WrongModel):
            expression("f(1, 2)", functions)

    def test_units_that_brian_does_not_know_are_spelled_out(self):
        self.check([("2 fF", "2*ffarad"), ("1 cmetre", "1*(1e-2*metre)"), ("3 kg", "3*kilogram")])

    def test_rewriting_twice_changes_nothing_more(self):
        for written in ("1/20 ms*v", "5 S/cm^2", "3 um2", "f + 2 mM^2", "-(v - 3 m/s)**-2"):
            once = expression(written)
            self.assertEqual(expression(once), once)


class Lines(unittest.TestCase):
    def test_statements_end_at_line_ends_and_semicolons(self):
        rewriter = text.Rewriter(lambda word: word)
        self.assertEqual(
            rewriter.statements("v = 0*mV; w += 2 mV # up\nx ^= 2\ny = (a +\n b)"),
            "v = 0*mV\nw += (2*mV)\nx **= 2\ny = (a + b)",
        )

    def test_what_is_no_assignment_is_refused(self):
        with self.assertRaises(WrongModel):
            text.Rewriter(lambda word: word).statements("v + 1")

    def test_equations_span_lines_round_operators_and_in_parentheses(self):
        equations = text.parse_equations("dv/dt = (ge\n + gi)/tau +\n xi : mV (unless refractory)\n I : amp")
        self.assertEqual([e.variable for e in equations], ["v", "I"])
        self.assertEqual(equations[0].flags, ["unless refractory"])
        self.assertEqual(equations[1].kind, "parameter")

    def test_a_line_may_begin_with_an_operator(self):
        self.assertEqual(len(text.parse_equations("x = a\n  + b : 1\ny = x : 1")), 2)

    def test_kinds_and_flags_of_equations(self):
        equations = text.parse_equations(
            "dA/dt = -A/tau : 1 (event - driven)\nx = y\nn : integer (constant, shared)\n"
            "s_post = w*v_pre : volt (summed)"
        )
        self.assertEqual([e.kind for e in equations], ["differential", "alias", "parameter", "subexpression"])
        self.assertEqual(equations[0].flags, ["event-driven"])
        self.assertEqual(equations[2].flags, ["constant", "shared"])
        self.assertEqual(equations[3].flags, ["summed"])

    def test_declared_units_lose_their_prefixes(self):
        for ours, theirs in [
            ("mV", "volt"),
            ("uA/cm^2", "amp/metre**2"),
            ("mM", "mole/metre**3"),
            ("mmolar/second", "mole/metre**3/second"),
            ("1/mM/ms", "metre**3/mole/second"),
            ("siemens/(metre^2)", "siemens/metre**2"),
            ("volt second", "volt*second"),
            ("1", "1"),
            ("boolean", "boolean"),
            ("1/second^(1/2)", "1/second**0.5"),
        ]:
            self.assertEqual(declared_unit(ours), theirs)
        for wrong in ("volts", "volt/", "(volt", "volt)"):
            with self.assertRaises(WrongModel):
                declared_unit(wrong)


class Units(unittest.TestCase):
    def test_every_unit_of_the_program_has_a_translation(self):
        for name in units.UNITS:
            self.assertTrue(units.in_expression(name))
            self.assertTrue(units.base_powers(name) or name.endswith(("radian", "radian2", "radian3")))


class Scripts(unittest.TestCase):
    def test_parameters_come_in_an_order_in_which_they_can_be_worked_out(self):
        script = script_of(PLAIN + "parameters: {c: a*b, a: 2 mV, b: a/(1 mV)}\n")
        places = [script.index(line) for line in ("a = 2*mV", "b = a/(1*mV)", "c = a*b")]
        self.assertEqual(places, sorted(places))
        with self.assertRaises(WrongModel):
            script_of(PLAIN + "parameters: {a: b, b: a}\n")

    def test_names_of_the_script_and_of_brian_are_left_alone(self):
        script = script_of(
            PLAIN.replace("-v/(10*ms)", "(run*mV - v + delay)/(10*ms)").replace(
                ": volt", ': volt\\ndelay : volt'
            )
            + "parameters: {run: 3, P: 2}\n"
        )
        self.assertIn("run_p = 3", script)
        self.assertIn("run_p*mV - v + delay_var", script)
        self.assertIn("P_group = NeuronGroup", script)
        self.assertIn("delay_var : volt", script)

    def test_objects_may_be_called_like_units(self):
        script = script_of(PLAIN + "monitors: {second: {type: spikes, of: P}}\n")
        self.assertIn("second_monitor = SpikeMonitor(", script)

    def test_objects_get_names_whose_alphabet_is_their_order(self):
        script = script_of(PLAIN.replace("groups:", "groups:\n  Z: {size: 1, equations: 'x : 1'}"))
        self.assertIn('name="a00_Z"', script)
        self.assertIn('name="a01_P"', script)

    def test_aliases_are_written_out(self):
        script = script_of(PLAIN.replace(': volt"', ': volt\\nu = v"').replace("reset: v =", "reset: u ="))
        self.assertNotIn("u =", script)
        self.assertIn('reset="v = 0*mV"', script)

    def test_templates_get_their_values_and_names(self):
        script = script_of(
            "templates: {leak: {parameters: {tau: 5 ms, E: ~}, equations: 'dx/dt = (E - x)/tau : volt'}}\n"
            + PLAIN.replace(
                'equations: "dv/dt = -v/(10*ms) : volt"',
                "equations: [{use: leak, with: {E: 3 mV}, rename: {x: v}}]",
            )
        )
        self.assertIn("dv/dt = ((3*mV) - v)/(5*ms) : volt", script)
        with self.assertRaises(WrongModel):
            script_of(
                "templates: {leak: {parameters: {E: ~}, equations: 'dx/dt = -x/E : 1'}}\n"
                + PLAIN.replace('"dv/dt = -v/(10*ms) : volt"', "[{use: leak}]")
            )

    def test_usual_values_of_a_template_may_be_made_of_each_other(self):
        script = script_of(
            "templates: {leak: {parameters: {E: F/2, F: 4 mV}, equations: 'dv/dt = (E - v)/ms : volt'}}\n"
            + PLAIN.replace('"dv/dt = -v/(10*ms) : volt"', "[{use: leak}]")
        )
        self.assertIn("dv/dt = (((4*mV)/2) - v)/ms : volt", script)

    def test_what_is_added_becomes_one_sum(self):
        script = script_of(
            PLAIN.replace(
                'equations: "dv/dt = -v/(10*ms) : volt"',
                "equations: ['dv/dt = I/ms : volt', 'I : volt (added)', 'I = -v : volt (added)', "
                "'I = 2*v : volt (added)']",
            )
        )
        self.assertIn("I = -v + 2*v : volt", script)

    def test_set_changes_the_model_first(self):
        self.assertIn("network.run(3*ms)", script_of(PLAIN, ["run.duration=3 ms"]))
        self.assertIn("4,", script_of(PLAIN, ["groups.P.size=4"]))

    def test_the_classic_connection_is_written_out(self):
        connection = "connections: {C: {source: P, target: P, connect: all, variable: v, weight: %s}}\n"
        self.assertIn('"v_post += (3*mV)"', script_of(PLAIN + connection % "3 mV"))
        script = script_of(PLAIN + connection % "'i*mV'")
        self.assertIn("weight : volt", script)
        self.assertIn('C.weight = "i*mV"', script)

    def test_pathways_keep_their_order_in_brians_alphabet(self):
        script = script_of(
            PLAIN
            + "connections: {C: {source: P, target: P, connect: all, on_pre: {z: v += 1*mV, a: v *= 2}}}\n"
        )
        self.assertLess(script.index("p0_z"), script.index("p1_a"))


class Connections(unittest.TestCase):
    def connect(self, rule, more="on_pre: v += 1*mV"):
        script = script_of(PLAIN + CONNECTION % (rule, more))
        return next(line for line in script.split("\n") if line.startswith("C.connect("))

    def test_every_rule_has_its_call(self):
        for rule, call in [
            ("all", "C.connect()"),
            ("one_to_one", 'C.connect(j="i")'),
            ("{probability: 0.1, allow_self: false}", 'C.connect(condition="i != j", p="0.1")'),
            ("{condition: i < j}", 'C.connect(condition="i < j")'),
            ("{pairs: [[0, 1], [2, 2]]}", "C.connect(i=[0, 2], j=[1, 2])"),
            ("{pairs: [[0, 1]], multiplicity: 3}", "C.connect(i=[0], j=[1], n=3)"),
            ("{condition: i < j, multiplicity: 1 + i}", 'C.connect(condition="i < j", n="1 + i")'),
            ("{in_degree: 2}", 'C.connect(i="k for k in sample(0, N_pre, size=int(2))")'),
            ("{out_degree: 2}", 'C.connect(j="k for k in sample(0, N_post, size=int(2))")'),
            ("{generator: 'k for k in range(N_post) if k > i'}", 'C.connect(j="k for k in range(0, N_post) if k > i")'),
            ("{generator: 'i = j-1 if j > 0'}", 'C.connect(i="j - 1 if j > 0")'),
        ]:
            with self.subTest(rule):
                self.assertEqual(self.connect(rule), call)

    def test_plasticity_comes_after_the_transmission(self):
        rule = "{type: stdp_exponential, taup: 20 ms, taum: 10 ms, Ap: 0.1, Am: -0.2, wmax: 3 mV}"
        script = script_of(PLAIN + CONNECTION % ("all", f"variable: v, weight: 1 mV, plasticity: {rule}"))
        self.assertIn("dApre/dt = -Apre/(20*ms) : 1 (event-driven)", script)
        self.assertLess(script.index("v_post += weight"), script.index("Apre += (0.1)"))
        self.assertIn("weight = clip(weight + (3*mV)*Apost, (0*(3*mV)), (3*mV))", script)

    def test_pathways_may_listen_to_events(self):
        script = script_of(
            PLAIN.replace("size: 3", "size: 3\n    events: {low: v < 1*mV}")
            + CONNECTION % ("all", "on_pre: {up: {code: v += 1*mV, event: low, delay: 2 ms}}")
        )
        self.assertIn('on_event={"up": "low"}', script)
        self.assertIn('C.up.delay = "2*ms"', script)


class Runs(unittest.TestCase):
    def test_phases_become_runs(self):
        script = script_of(
            PLAIN.replace(
                "duration: 10 ms",
                "protocol: [{duration: 3 ms}, {set: {P.v: 2 mV, parameters.a: 3}, duration: 4 ms},"
                " {repeat: 2, phases: [{active: {P: false}, duration: 1 ms}]}, {store: s}, {restore: s}]",
            )
            + "parameters: {a: 1, b: 2*a}\n"
        )
        last = script[script.index("network = ") :].split("\n")
        self.assertEqual(
            last[1:-2],
            [
                "network.run(3*ms)",
                'P.v = "2*mV"',
                "a = 3",
                "b = 2*a",
                "network.run(4*ms)",
                "for _ in range(2):",
                "    P.active = False",
                "    network.run(1*ms)",
                'network.store("s")',
                'network.restore("s")',
            ],
        )

    def test_operations_run_regularly_and_on_events(self):
        script = script_of(
            PLAIN.replace("size: 3", "size: 3\n    events: {low: v < 1*mV}")
            + "operations:\n  often: {of: P, every: 2 ms, code: v += 1 mV, when: end}\n"
            "  once: {of: P, event: P.low, code: v = 0 mV}\n"
        )
        self.assertIn('P.run_regularly("v += (1*mV)", when="end", dt=2*ms', script)
        self.assertIn('P.run_on_event("low", "v = (0*mV)")', script)


class Refusals(unittest.TestCase):
    def refused(self, yaml_text, words):
        with self.assertRaises(NotTranslatable) as refusal:
            script_of(yaml_text)
        self.assertIn(words, str(refusal.exception))

    def test_what_brian_lacks(self):
        self.refused(PLAIN.replace("seed: 1", "seed: 1, stop_when: count(P.spikes) > 3"), "stop_when")
        self.refused(PLAIN + "stimuli: {s: {type: correlated_poisson, size: 2}}\n", "correlated_poisson")
        self.refused(PLAIN.replace("size: 3", "size: 3\n    refractory_clamp: brian1"), "clamp")
        self.refused(
            PLAIN.replace("size: 3", "size: 5\n    subgroups: {odd: [1, 3]}")
            + "connections: {C: {source: P.odd, target: P, connect: all, on_pre: v += 1*mV}}\n",
            "contiguous",
        )

    def test_two_sums_into_one_variable_and_two_draws_in_one_expression(self):
        body = "{source: P, target: P, connect: all, equations: 'I_post = 1*mV : volt (summed)'}"
        groups = PLAIN.replace('(10*ms) : volt"', '(10*ms) : volt\\nI : volt"')
        self.refused(groups + f"connections: {{C: {body}, D: {body}}}\n", "second sum")
        self.refused(PLAIN.replace("v = 0*mV", "v = (rand() - rand())*mV"), "draws twice")

    def test_unknown_keys_are_not_passed_over(self):
        self.refused(PLAIN.replace("size: 3", "size: 3\n    colour: red"), "groups.P.colour")

    def test_the_program_says_why_and_exits_with_69(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "model.yaml"
            path.write_text(PLAIN.replace("seed: 1", "seed: 1, stop_when: count(P.spikes) > 3"))
            command = [sys.executable, str(ROOT / "scripts" / "yaml2brian.py"), str(path)]
            done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 69)
        self.assertIn("cannot translate", done.stderr)
        self.assertIn("stop_when", done.stderr)

    def test_every_model_of_configs_is_translated_or_refused_in_words(self):
        for path in sorted((ROOT / "configs").rglob("*.yaml")):
            if "library" in path.parts:
                continue
            with self.subTest(path.name):
                try:
                    ast.parse(Script(Model(path)).write())
                except NotTranslatable as reason:
                    self.assertGreater(len(str(reason)), 10)


if __name__ == "__main__":
    unittest.main()
